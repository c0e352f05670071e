import Isthmus

@main
struct Start {
    static func main() async { await startIsthmus() }
}
