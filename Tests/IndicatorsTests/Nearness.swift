/// Whether a measure is defined and differs from a number only by rounding.
func isNear(_ measure: Double?, _ number: Double, within distance: Double) -> Bool {
    measure.map { abs($0 - number) < distance } ?? false
}
