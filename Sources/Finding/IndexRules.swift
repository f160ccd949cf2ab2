import Domain

/// The rules by which the index of memory was made: how texts are cut, folded and stemmed, and the times that they speak of.
package enum IndexRules {
    /// A number that is another one where a rule is, be it of this program or of the system's libstemmer.
    ///
    /// - Shape: what the rules make of a page of both languages, by FNV-1a; not negative.
    package static let fingerprint: Int64 = {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        // Passages apart, so that each is of one language, and together, so that they are cut.
        for text in texts + [texts.joined(separator: "\n")] {
            for passage in Passage.all(in: text, at: Instant(seconds: 1_780_000_000)) {
                add("\(passage.bytes) \(passage.length)")
                for mark in passage.marks.sorted() + passage.longWords.sorted() { add(mark) }
            }
        }
        return Int64(hash >> 1)
    }()

    private static let texts = [
        """
        The engineers were running happily through generous neighbourhoods when their communications failed, which nobody \
        had anticipated or believed. Babies crying, wolves howling, knives sharpened: these possibilities were carefully \
        considered, organised and criticised. Relational databases hopefully replaced older ones; her sister's houses, \
        the boxes and the dying trees stood there skying. Said on 3 May 2026, last Tuesday, in June, at Easter, two weeks ago, \
        tomorrow, on 12/24, at noon, in 2019. C++, 42 apples, naïve cafés, Straße, ﬁne, 日本語, 🚲.
        """,
        """
        Die Ingenieurinnen liefen glücklich durch großzügige Nachbarschaften, als ihre Verbindungen versagten, was niemand \
        erwartet oder geglaubt hatte. Schreiende Kinder, heulende Wölfe, geschärfte Messer: diese Möglichkeiten wurden \
        sorgfältig erwogen, geordnet und beurteilt. Häuser, Bäume, Mäuse, Freundlichkeiten, lieblich, eilig, Bedeutung, \
        kräftigsten, aufeinander, Jahresabschlüsse. Am 3. Mai 2026, letzten Dienstag, im Juni, an Ostern, vor zwei Wochen, \
        morgen, Heiligabend, um zwölf, 2019. Größe, Maß, übel, Ökologie, ähnlich.
        """,
    ]
}
