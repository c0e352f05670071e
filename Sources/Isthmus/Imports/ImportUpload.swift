import Foundation

/// Files that somebody sent to be imported and has not yet confirmed: in a folder of their own, for a day.
struct ImportUpload: Codable, Sendable {
    let id: String
    let kind: ImportKind
    /// Whose: nobody else may confirm it.
    let account: String
    let names: [String]
    let sentAt: Moment

    /// How long a preview can be confirmed.
    static let hours = 24

    private static let root = FileManager.default.temporaryDirectory.appending(path: "isthmus-imports")
    private var folder: URL { Self.root.appending(path: id) }

    var files: [ImportFile] {
        names.indices.map { .path(folder.appending(path: String($0)).appending(path: names[$0]).path) }
    }

    /// Keeps the files and forgets those whose time is over.
    static func keep(_ files: [(name: String, bytes: [UInt8])], kind: ImportKind, account: String, at now: Moment) throws
        -> ImportUpload
    {
        forgetOld(at: now)
        let upload = ImportUpload(
            id: UUID().uuidString.lowercased(), kind: kind, account: account, names: files.map { plain($0.name) }, sentAt: now)
        let manager = FileManager.default
        for (index, file) in files.enumerated() {
            let place = upload.folder.appending(path: String(index))
            try manager.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(file.bytes).write(to: place.appending(path: upload.names[index]))
        }
        try JSONEncoder().encode(upload).write(to: upload.folder.appending(path: "upload.json"))
        return upload
    }

    /// Nil when there is none of this id, its time is over, or it is somebody else's.
    static func find(_ id: String, of account: String, at now: Moment) -> ImportUpload? {
        let place = root.appending(path: id).appending(path: "upload.json")
        guard let data = try? Data(contentsOf: place), let upload = try? JSONDecoder().decode(ImportUpload.self, from: data),
            upload.id == id, upload.account == account, upload.sentAt.adding(hours: hours) > now
        else { return nil }
        return upload
    }

    func forget() { try? FileManager.default.removeItem(at: folder) }

    private static func forgetOld(at now: Moment) {
        let folders = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        for folder in folders {
            let data = try? Data(contentsOf: folder.appending(path: "upload.json"))
            let upload = data.flatMap { try? JSONDecoder().decode(ImportUpload.self, from: $0) }
            guard let upload, upload.sentAt.adding(hours: hours) > now else {
                try? FileManager.default.removeItem(at: folder)
                continue
            }
        }
    }

    /// A name that can be a file's here, whatever the browser sent.
    private static func plain(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
        let text = String(String.UnicodeScalarView(kept)).trimmingCharacters(in: CharacterSet(charactersIn: ". "))
        var short = text
        while short.utf8.count > 120 { short.removeFirst() }
        return short.isEmpty ? "file" : short
    }
}
