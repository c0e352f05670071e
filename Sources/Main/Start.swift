import Isthmus

@main
struct Start {
    static func main() async { await IsthmusCommand.main() }
}
