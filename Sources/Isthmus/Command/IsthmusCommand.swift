import ArgumentParser
import Crypto
import Database
import HTTPTypes
import Hummingbird
import Interchange
import Logging
import NIOCore
import ServiceLifecycle
import Text

public struct IsthmusCommand: AsyncParsableCommand { public init() {} }
