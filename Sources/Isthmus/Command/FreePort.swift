import Foundation

/// A port of this machine that nobody listens on.
enum FreePort {
    /// The system's choice for a host; nil where the host is none of this machine's. It is let go at once, to be opened
    /// by the server: so mails, calendars and the sign-in line can name it before the server runs.
    static func find(on host: String) -> Int? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "0", &hints, &found) == 0, let place = found else { return nil }
        defer { freeaddrinfo(found) }
        let socket = socket(place.pointee.ai_family, place.pointee.ai_socktype, place.pointee.ai_protocol)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        guard bind(socket, place.pointee.ai_addr, place.pointee.ai_addrlen) == 0 else { return nil }
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let isNamed = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) == 0 }
        }
        guard isNamed else { return nil }
        // Both families have the port at the same place, in the order of the network.
        return withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
    }
}
