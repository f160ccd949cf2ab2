import Domain
import Foundation
import TaskDomain
import Testing
import TestingElwosa

/// The colours of labels as the stylesheet has them, by WCAG's own formula (2.2, 1.4.3).
struct TagContrastTests {
    @Test("every label can be read on its ground, in the light and in the dark", arguments: LabelColour.allCases)
    func contrast(colour: LabelColour) throws {
        let css = try StaticFile.stylesheet()
        let rule = try #require(css.split(separator: "\n").first { $0.contains(".tag-\(colour.rawValue) {") })
        let colours = rule.matches(of: /#([0-9a-f]{6})/).map { String($0.1) }
        try #require(colours.count == 4)
        // Ground in light and dark, then ink in light and dark. Discs of people have it the other way round.
        for (ground, ink) in [(colours[0], colours[2]), (colours[1], colours[3])] {
            let ratio =
                (max(Self.light(ground), Self.light(ink)) + 0.05) / (min(Self.light(ground), Self.light(ink)) + 0.05)
            #expect(ratio >= 4.5, "\(ink) on \(ground): \(ratio)")
        }
    }

    private static func light(_ colour: String) -> Double {
        let parts = stride(from: 0, to: 6, by: 2).map { place -> Double in
            let start = colour.index(colour.startIndex, offsetBy: place)
            let value = Double(UInt8(colour[start..<colour.index(start, offsetBy: 2)], radix: 16)!) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
