import FindingBench
import JSON
import Testing

@Suite("The measure of what is found")
struct FindingBenchmarkTests {
    private static let conversation = """
        {"id":"c","turns":[
        {"id":"a","speaker":"Ben","at":"2025-03-01T10:00:00Z","content":"The plumber was here."},
        {"id":"b","speaker":"Ada","at":"2025-03-01T10:01:00Z","content":"And what does he want for it?"},
        {"id":"c","speaker":"Ben","at":"2025-03-01T10:02:00Z","content":"Three hundred."},
        {"id":"d","speaker":"Ada","at":"2025-03-09T10:00:00Z","content":"Lovely weather again."}]}
        """

    private func set(_ questions: String) throws -> FindingSet {
        var set = FindingSet()
        let text = "{\"conversations\":[\(Self.conversation)],\"questions\":[\(questions)]}"
        try set.add(JSONParser.parse(Array(text.utf8)))
        return set
    }

    @Test("counts what is found, by classes, beside what plain FTS5 finds")
    func measured() throws {
        let set = try set(
            """
            {"conversation":"c","class":"one","question":"Who was here, the plumber?","evidence":["a"]},
            {"conversation":"c","class":"several","question":"What did the plumber cost?","evidence":["a","c"],
            "paraphrase":true},
            {"conversation":"c","class":"none","question":"Where is the cat?","evidence":[]}
            """)
        try set.check()
        let result = try FindingBenchmark().run(set)
        #expect(result.turns == 4 && result.times.count == 2)
        #expect(Set(result.ours.keys) == ["one", "several", "paraphrase"])
        #expect(result.ours["one"]?.recall(at: 5) == 1 && result.ours["one"]?.meanReciprocalRank == 1)
        // The price stands two turns below the plumber.
        #expect(result.ours["several"]?.recall(at: 5) == 1 && result.plain["several"]?.recall(at: 5) == 0.5)
        #expect(result.ours["several"]?.evidence(within: 500) == 1)
        #expect(result.missed == [])
    }

    @Test(
        "names the place of what is wrong in a file",
        arguments: [
            (#"{"conversation":"x","question":"Q","evidence":[]}"#, "questions[0].conversation"),
            (#"{"conversation":"c","question":"Q","evidence":["z"]}"#, "questions[0].evidence"),
        ])
    func unknown(_ question: String, _ place: String) throws {
        let set = try set(question)
        let error = #expect(throws: FindingSetError.self) { try set.check() }
        #expect(error?.description.hasPrefix(place) == true)
    }

    @Test(
        "asks for the members that a file must have",
        arguments: [
            ("[]", "the file"), (#"{"conversations":[{"turns":[]}]}"#, "conversations[0].id"),
            (#"{"conversations":[{"id":"c","turns":1}]}"#, "conversations[0].turns"),
            (#"{"conversations":[{"id":"c","turns":[{"id":"1"}]}]}"#, "conversations[0].turns[0].content"),
            (
                #"{"conversations":[{"id":"c","turns":[{"id":"1","content":"x","at":"May"}]}]}"#,
                "conversations[0].turns[0].at"
            ),
            (#"{"questions":[{"conversation":"c"}]}"#, "questions[0].question"),
        ])
    func wrong(_ text: String, _ place: String) throws {
        var set = FindingSet()
        let json = try JSONParser.parse(Array(text.utf8))
        let error = #expect(throws: FindingSetError.self) { try set.add(json) }
        #expect(error?.description.hasPrefix(place) == true, "\(String(describing: error))")
    }
}
