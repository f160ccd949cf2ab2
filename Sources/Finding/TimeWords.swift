import Search

/// The words of times in German and English, folded.
enum TimeWords {
    static let months = numbered([
        "january jan januar jänner", "february feb februar", "march mar märz", "april apr", "may mai", "june jun juni",
        "july jul juli", "august aug", "september sep sept", "october oct oktober okt", "november nov",
        "december dec dezember dez",
    ])

    /// Months that are other words too, so that something beside them must say that they are meant.
    static let doubtfulMonths = words("may march mar")

    /// - Shape: 1 is Monday.
    static let weekdays = numbered([
        "monday mondays montag montags", "tuesday tuesdays dienstag dienstags",
        "wednesday wednesdays mittwoch mittwochs",
        "thursday thursdays donnerstag donnerstags", "friday fridays freitag freitags",
        "saturday saturdays samstag samstags sonnabend", "sunday sundays sonntag sonntags",
    ])

    static let numbers = numbered([
        "one a an ein eine einem einer einen", "two couple zwei paar", "three drei", "four vier", "five fünf",
        "six sechs",
        "seven sieben", "eight acht", "nine neun", "ten zehn", "eleven elf", "twelve zwölf",
    ])

    /// Days from today.
    static let days: [String: Int] = table([
        ("today tonight heute", 0), ("yesterday gestern", -1), ("vorgestern", -2), ("tomorrow", 1), ("übermorgen", 2),
    ])

    /// The first month of a season of three.
    static let seasons: [String: Int] = table([
        ("spring frühling frühjahr", 3), ("summer sommer", 6), ("autumn fall herbst", 9), ("winter", 12),
    ])

    enum Feast { case easter, pentecost, christmas, newYear, halloween }

    static let feasts: [String: Feast] = table([
        ("easter ostern osterferien osterwochenende", .easter),
        ("pentecost whitsun pfingsten pfingstferien", .pentecost),
        ("christmas xmas weihnachten weihnachtsferien heiligabend", .christmas), ("silvester neujahr", .newYear),
        ("halloween", .halloween),
    ])

    enum Unit { case day, week, weekend, month, year }

    static let units: [String: Unit] = table([
        ("day days tag tage tagen", .day), ("week weeks woche wochen", .week),
        ("weekend weekends wochenende", .weekend),
        ("month months monat monate monaten monats", .month), ("year years jahr jahre jahren jahres", .year),
    ])

    static let last = words(
        "last previous past letzte letzten letztem letzter letztes vorige vorigen voriges vergangene vergangenen vergangenes"
    )
    static let this = words("this diese diesen diesem dieser dieses")
    static let next = words("next coming nächste nächsten nächstem nächster nächstes kommende kommenden kommendes")
    /// Words before a month, a season or a feast that say that it is meant.
    static let before = words(
        "in im during over since until till by from of for early mid late end start beginning around before after every each seit bis ab von vom zu an am über vor nach anfang mitte ende around during"
    )

    /// English words before *fall* that say that it is a season.
    static let beforeFall: Set = ["last", "this", "next", "the", "in", "of", "since", "by", "early", "late", "during"]

    /// The endings of English ordinals.
    static let ordinals: Set = ["st", "nd", "rd", "th"]

    /// A phrase may begin with the word: a number, or one of those above.
    static func mayBegin(_ word: String) -> Bool {
        guard let first = word.utf8.first else { return false }
        return (0x30...0x39).contains(first) || first >= 0x61 && first < 0x7b && beginnings.contains(word)
    }

    private static let beginnings = Set(months.keys).union(weekdays.keys).union(numbers.keys).union(days.keys)
        .union(seasons.keys).union(feasts.keys).union(units.keys).union(last).union(this).union(next)
        .union(["vor", "in", "day"])

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map { SearchText.fold(String($0)) })
    }

    private static func table<Value>(_ rows: [(String, Value)]) -> [String: Value] {
        Dictionary(rows.flatMap { row in words(row.0).map { ($0, row.1) } }, uniquingKeysWith: { first, _ in first })
    }

    /// From 1 on.
    private static func numbered(_ rows: [String]) -> [String: Int] {
        table(rows.enumerated().map { ($1, $0 + 1) })
    }
}
