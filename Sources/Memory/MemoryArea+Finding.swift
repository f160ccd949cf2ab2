import Domain
import Input
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Tokens
import Web

/// Finding entries by a question, and what a model would be told for it.
extension MemoryArea {
    static let findingRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.get, "/memory/search", needs: .memoryRead, handle: search),
        AreaRoute(.get, "/memory/context", needs: .memoryRead, handle: showContext),
        // A question may be longer than an address; it changes nothing.
        AreaRoute(.post, "/memory/context", needs: .memoryRead, twice: .settles, handle: packContext),
    ]

    /// The entries that answer `question`, which may have filters as words; or a walk by time.
    func search(_ exchange: Exchange) throws(Failure) -> Response {
        let spaces = try memory.spaces(for: exchange.caller)
        let typed = try TypedQuestion(exchange.query().pairs)
        guard exchange.wantsPage else {
            return exchange.json(.ok, FoundEntriesJSON(found: try found(typed, spaces, exchange)))
        }
        var page = SearchPage(context: exchange.context, spaces: spaces, typed: typed)
        guard !typed.isEmpty else { return exchange.page(title: exchange.texts[.memorySearch], page) }
        do throws(Failure) {
            page.found = try found(typed, spaces, exchange)
        } catch {
            guard [.malformed, .invalid].contains(error.kind) else { throw error }
            page.failure = error
        }
        return exchange.page(showing: page.failure, title: exchange.texts[.memorySearch], page)
    }

    private func found(
        _ typed: TypedQuestion, _ spaces: [SpaceSummary], _ exchange: Exchange
    ) throws(Failure) -> FoundEntries {
        var fields = try Self.named(typed, spaces).fields
        let question = try fields.parameters { fields throws(Failure) in
            try EntryQuestion.search(&fields, in: exchange.zone, at: exchange.now)
        }
        return try memory.search(question, at: exchange.now, for: exchange.caller)
    }

    /// A question in which spaces have their numbers, whatever they were called by.
    ///
    /// - Errors: `.invalid` on `space` for a name that none has, which the caller reaches.
    private static func named(_ typed: TypedQuestion, _ spaces: [SpaceSummary]) throws(Failure) -> TypedQuestion {
        try typed.replacing(.space) { name throws(Failure) in
            if Int64(name) != nil { return name }
            let names = spaces.filter { $0.space.name.lowercased() == name.lowercased() }
            guard let space = names.first else { throw Failure(.unknown, field: "space") }
            return String(space.id)
        }
    }

    /// The context of a model, for an address: `question`, `budget`, `vocabulary`, and as a search; `agent` for the
    /// spaces that one of the caller's agents reaches.
    func showContext(_ exchange: Exchange) throws(Failure) -> Response {
        let spaces = try memory.spaces(for: exchange.caller)
        let typed = try TypedQuestion(exchange.query().pairs)
        guard exchange.wantsPage else {
            return exchange.json(.ok, PackedContextJSON(context: try context(typed, spaces, exchange)))
        }
        var page = ContextPage(
            context: exchange.context, spaces: spaces, typed: typed, asked: ContextPage.Asked(try exchange.query()))
        guard !typed.text.isEmpty else { return exchange.page(title: exchange.texts[.memoryContext], page) }
        do throws(Failure) {
            page.packed = try context(typed, spaces, exchange)
        } catch {
            guard [.malformed, .invalid].contains(error.kind) else { throw error }
            page.failure = error
        }
        return exchange.page(showing: page.failure, title: exchange.texts[.memoryContext], page)
    }

    private func context(
        _ typed: TypedQuestion, _ spaces: [SpaceSummary], _ exchange: Exchange
    ) throws(Failure) -> PackedContext {
        // What is told has an order of its own.
        var fields = try Self.named(typed.without(.order), spaces).fields
        let input = try fields.parameters { fields throws(Failure) in
            try ContextInput(&fields, in: exchange.zone, at: exchange.now)
        }
        return try pack(input, exchange)
    }

    func packContext(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let input = try ContextInput(&fields, in: exchange.zone, at: exchange.now)
        try fields.finish()
        return exchange.json(.ok, PackedContextJSON(context: try pack(input, exchange)))
    }

    private func pack(_ input: ContextInput, _ exchange: Exchange) throws(Failure) -> PackedContext {
        let (caller, now) = (try exchange.caller, exchange.now)
        let request = try input.request { agent throws(Failure) in
            try memory.spaces(ofAgent: agent, at: now, for: caller)
        }
        return try memory.context(request, at: now, for: caller)
    }
}
