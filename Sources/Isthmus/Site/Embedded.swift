import CAssets
import Crypto
import Foundation

/// The files that the program carries inside itself: sentences, migrations, style, scripts, vocabularies.
public enum Embedded {
    /// By the name they have in `assets.c`.
    public static let files: [String: Data] = {
        var files: [String: Data] = [:]
        for index in 0..<embedded_file_count {
            guard let file = embedded_file_at(index) else { continue }
            files[String(cString: file.pointee.name)] = Data(bytes: file.pointee.bytes, count: file.pointee.count)
        }
        return files
    }()

    public static func text(_ name: String) -> String? { files[name].map { String(decoding: $0, as: UTF8.self) } }

    /// The files that browsers fetch, by their address: the name carries a digest of the content, so that they may be
    /// kept for ever.
    static let assets: [String: (data: Data, type: String)] = Dictionary(
        uniqueKeysWithValues: files.compactMap { name, data in
            let type: String
            if name.hasSuffix(".css") {
                type = "text/css; charset=utf-8"
            } else if name.hasSuffix(".js") {
                type = "text/javascript; charset=utf-8"
            } else if name.hasSuffix(".svg") {
                type = "image/svg+xml"
            } else {
                return nil
            }
            return (address(of: name, data), (data, type))
        })

    /// Where a browser finds the named file.
    static func address(of name: String) -> String { files[name].map { address(of: name, $0) } ?? "/assets/" + name }

    private static func address(of name: String, _ data: Data) -> String {
        let digest = SHA256.hash(data: data).prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
        let parts = name.split(separator: ".", maxSplits: 1)
        return "/assets/\(parts[0]).\(digest).\(parts[1])"
    }
}
