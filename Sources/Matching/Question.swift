/// A text for which experts, partners or similar texts are sought: a call, a proposal, a profile, or words in a box.
/// It belongs to the snapshot that made it.
public struct Question: Sendable {
    public let text: MeasuredText
    let probe: TermProbe

    public init(_ text: MeasuredText) {
        self.text = text
        probe = TermProbe(text.vector)
    }

    var vector: TermVector { text.vector }

    /// The score by words of a text whose cosine, gain and level these are.
    func wordScore(_ cosine: Float, _ gain: Float, _ level: Float) -> Float {
        0.5 * (cosine * (text.words.gain + gain) - (text.words.level + level))
    }
}
