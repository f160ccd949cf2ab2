import MemoryDomain
import Testing

struct TextChunksTests {
    private func sentences(_ text: String) -> [String] {
        var start = text.startIndex
        return SentenceEnds.of(text).map { end in
            defer { start = end }
            return String(text[start..<end])
        }
    }

    @Test(
        "sentences end at their marks, with what closes behind them, and at lines",
        arguments: [
            ["Ada moved. ", "Ben stayed! ", "Why? ", "No idea"],
            ["She said “Go.” ", "He went (slowly?). ", "Then … ", "Silence."],
            ["- milk\n", "- bread\n\n", "Thanks"], ["私は引っ越した。", "ベンは残った！", "なぜ？」", "知らない"],
            ["Wait... ", "What?! ", "Yes."], ["هل انتقلت؟ ", "نعم."],
        ])
    func ends(_ parts: [String]) {
        #expect(sentences(parts.joined()) == parts)
    }

    @Test(
        "a point inside of a number, an address or a shortened word ends none",
        arguments: [
            "Dr. Ahn kommt am 3. Mai, z. B. mit Nr. 7 usw. und bringt 2.5 kg", "see example.com/a.b or v1.2",
            "e.g. this one",
        ])
    func none(_ text: String) {
        #expect(sentences(text) == [text])
    }

    @Test("chunks are the text, none is too long, and each ends with a sentence where there is one")
    func chunks() {
        let sentence = "The dog of the neighbours sleeps under the apple tree. "
        let text = String(repeating: sentence, count: 60)
        let chunks = TextChunks.of(text)
        #expect(chunks.joined() == text)
        #expect(chunks.count == 6 && chunks.allSatisfy { $0.hasSuffix("tree. ") && $0.count <= 600 })
    }

    @Test(
        "so is what has no sentences, no words, or characters of many scalars",
        arguments: [
            String(repeating: "word ", count: 1_000), String(repeating: "x", count: 5_000),
            String(repeating: "👩‍👩‍👧‍👦", count: 700), "a" + String(repeating: "\u{301}", count: 4_000), "", " ", "\n\n",
        ])
    func others(_ text: String) {
        let chunks = TextChunks.of(text)
        #expect(chunks.joined().unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(chunks.allSatisfy { (1...900).contains($0.unicodeScalars.count) })
    }

    @Test("a family is not torn")
    func whole() {
        let family = "👩‍👩‍👧‍👦"
        #expect(
            TextChunks.of(String(repeating: family, count: 700)).allSatisfy { $0.allSatisfy { String($0) == family } })
    }

    @Test("a random text is cut anywhere and lost nowhere", arguments: 0..<20)
    func random(_ seed: Int) {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces = [
            "Ada", " ", ". ", "\n", "。", "!", "z. B. ", "👩‍👩‍👧‍👦", "é", "\u{301}",
            "long" + String(repeating: "er", count: 200),
        ]
        let text = (0..<2_000).map { _ in pieces[next(pieces.count)] }.joined()
        let length = 20 + next(600)
        let chunks = TextChunks.of(text, about: length)
        #expect(chunks.joined().unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(chunks.allSatisfy { $0.unicodeScalars.count <= length + length / 2 })
    }
}
