import ArgumentParser
import Hummingbird
import Database

public func startIsthmus() async { await IsthmusCommand.main() }

struct IsthmusCommand: AsyncParsableCommand {}
