import Foundation

/// Files that somebody sent to be imported and has not yet confirmed: in a folder of their own, for a day.
struct ImportUpload: Codable, Sendable {
    let id: String
    let kind: ImportKind
    /// Whose: nobody else may confirm it.
    let account: String
    let names: [String]
    /// Whether the last of the files is a table of what programmes' general conditions say of sides.
    let hasSides: Bool
    let sentAt: Moment

    /// How long a preview can be confirmed.
    static let hours = 24

    private static let root = FileManager.default.temporaryDirectory.appending(path: "isthmus-imports")
    private var folder: URL { Self.root.appending(path: id) }

    var files: [ImportFile] { hasSides ? kept.dropLast() : kept }
    var sides: ImportFile? { hasSides ? kept.last : nil }

    private var kept: [ImportFile] {
        names.indices.map { .path(folder.appending(path: String($0)).appending(path: names[$0]).path) }
    }

    /// Keeps the files and forgets those whose time is over.
    static func keep(
        _ files: [(name: String, bytes: [UInt8])], sides: (name: String, bytes: [UInt8])? = nil, kind: ImportKind,
        account: String, at now: Moment
    ) throws -> ImportUpload {
        forgetOld()
        let files = files + [sides].compactMap(\.self)
        let upload = ImportUpload(
            id: UUID().uuidString.lowercased(), kind: kind, account: account, names: files.map { plain($0.name) },
            hasSides: sides != nil, sentAt: now)
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
        guard let data = try? Data(contentsOf: place),
            let upload = try? JSONDecoder().decode(ImportUpload.self, from: data),
            upload.id == id, upload.account == account, upload.sentAt.adding(hours: hours) > now
        else { return nil }
        return upload
    }

    func forget() { try? FileManager.default.removeItem(at: folder) }

    /// By the age of the folder: one that is being filled has nothing in it yet that says when it was sent.
    private static func forgetOld() {
        let manager = FileManager.default
        let folders = (try? manager.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        let oldest = Date(timeIntervalSinceNow: -Double(hours) * 3_600)
        for folder in folders {
            let made = (try? manager.attributesOfItem(atPath: folder.path))?[.modificationDate] as? Date
            if let made, made < oldest { try? manager.removeItem(at: folder) }
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
