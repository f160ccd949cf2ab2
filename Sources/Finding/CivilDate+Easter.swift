import Domain

extension CivilDate {
    /// Easter Sunday.
    ///
    /// - Source: the anonymous Gregorian algorithm, Nature, 20 April 1876.
    init?(easterOf year: Int) {
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - b / 4 - g + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        self.init(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}
