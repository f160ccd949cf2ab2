import Domain

/// What is wrong with a query, beside the word that is marked.
extension Texts {
    /// With what was probably meant: `Dieses Feld gibt es nicht. Meinst Du assignee:?`
    public func sentence(_ error: QueryError) -> String {
        let sentence = isGerman ? Self.german(error.rule) : error.rule.sentence
        guard !error.suggestions.isEmpty else { return sentence }
        let meant = error.suggestions.map(quoted).joined(separator: isGerman ? " oder " : " or ")
        return sentence + (isGerman ? " Meinst Du \(meant)?" : " Did you mean \(meant)?")
    }

    private static func german(_ rule: QueryRule) -> String {
        switch rule {
        case .tooLong(let limit): "Eine Suche darf höchstens \(limit) Bytes haben."
        case .tooManyTerms(let limit): "Eine Suche darf höchstens \(limit) Begriffe und Werte haben."
        case .tooDeep(let limit): "Klammern und Minuszeichen dürfen \(limit) tief stehen."
        case .unknownField: "Dieses Feld gibt es nicht; in Anführungszeichen wird danach gesucht."
        case .unknownValue(let values): "Möglich sind hier: \(values.joined(separator: ", "))."
        case .missingValue: "Hier fehlt etwas."
        case .notOrdered: "Hier sind nur : und = möglich."
        case .listCompared: "Vergleichen lässt sich nur mit einem Wert."
        case .number: "Hier muss eine ganze Zahl ab 1 stehen."
        case .duration: "Hier müssen Minuten oder Stunden stehen, etwa 90 oder 2h."
        case .time: "Hier muss ein Tag oder ein Zeitpunkt stehen: \(germanTimes)."
        case .unclosedQuote: "Das schließende Anführungszeichen fehlt."
        case .unclosedGroup: "Die schließende Klammer fehlt."
        case .unopenedGroup: "Diese Klammer wurde nie geöffnet; in Anführungszeichen wird nach ihr gesucht."
        case .emptyGroup: "In diesen Klammern steht nichts."
        case .danglingOr: "„or“ und „oder“ stehen zwischen zweierlei; in Anführungszeichen wird danach gesucht."
        case .sortInside: "Die Ordnung gilt für die ganze Suche und steht außerhalb der Klammern."
        }
    }

    private static let germanTimes = "heute, morgen, 7d, -2w, freitag, 2026-11-25, none"
}
