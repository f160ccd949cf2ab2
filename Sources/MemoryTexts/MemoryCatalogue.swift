import Domain
import MemoryDomain
import Tokens

/// The words of a language for the pages of memory.
///
/// Each language is a type of its own in a folder of its own, and none has anything by default: one that lacks a
/// sentence does not compile.
package protocol MemoryCatalogue: Sendable {
    subscript(text: MemoryText) -> String { get }

    // Names

    /// After `It may`.
    func permission(_ permission: MemoryPermission) -> String
    func kind(_ kind: EntryKind) -> String
    /// Whom a space that is to be made is for.
    func choice(_ kind: MemorySpace.Kind) -> String
    /// Above all spaces of that kind.
    func spaces(of kind: MemorySpace.Kind) -> String

    // Spaces

    func entryCount(_ count: Int) -> String
    func ownedBy(_ name: String) -> String
    func keptFor(days: Int) -> String
    /// A stretch of time.
    func days(_ count: Int) -> String
    func deleteSpaceQuestion(_ name: String) -> String
    func deleteEntriesQuestion(_ count: Int) -> String

    /// Of entries that somebody read, each as often as it was handed out.
    func timesHandedOut(_ count: Int) -> String

    /// The bounds of a file that a page takes.
    func spaceImportHint(megabytes: Int, lines: Int) -> String
    /// The way out as a file of that system.
    func spaceExportAs(_ system: String) -> String
    func spaceImported(_ count: Int) -> String
    /// Above the places of what was left out.
    func leftOut(_ reason: LeftOut.Reason, _ count: Int) -> String
    /// A line of a file.
    func lineName(_ number: Int) -> String

    // Entries

    func trueFrom(_ moment: String) -> String
    /// Of what is not true any more.
    func trueUntil(_ moment: String) -> String
    /// Of what is still true.
    func trueThrough(_ moment: String) -> String
    func expiresAt(_ moment: String) -> String
    /// Above what is shown for a moment, or as it was known at one.
    func shownFor(validAt: String?, knownAt: String?) -> String
    func deleteEntryQuestion(_ key: String) -> String
    func historyOf(_ key: String) -> String

    // What was done

    func versionName(_ number: Int64) -> String
    /// After the name of who did it.
    ///
    /// - Shape: `restored` is the version that was brought back.
    func deed(_ deed: EntryDeed, restored: Int64?) -> String
    /// The deed done to the entry of that key, without whoever did it.
    func done(_ kind: MemoryEventKind, _ key: String) -> String
    func undone(_ key: String) -> String
    func done(entries count: Int) -> String
    /// Somebody's deed, around the name of what it was done to.
    func activity(_ kind: MemoryEventKind) -> (before: String, after: String)

    // Finding

    /// The action of a chip with a filter.
    func withoutWord(_ word: String) -> String
    /// Questions with filters as words, each with what it means.
    var questionExamples: [(question: String, meaning: String)] { get }
    func order(_ order: EntryQuestion.Sorting) -> String
    /// Why something was found: by words that it has, that turns beside it have, that others that were found have.
    func foundWords(_ words: [String]) -> String
    func foundBeside(_ words: [String]) -> String
    func foundRelated(_ words: [String]) -> String
    /// The score of something that was found.
    func foundScore(_ score: String) -> String
    /// Words at the end of a question that were not looked for.
    func questionCut(_ words: Int) -> String

    // What an agent would be told

    func vocabulary(_ vocabulary: TokenVocabulary) -> String
    func tokens(_ count: Int) -> String
    /// The size of what is told.
    func contextSize(_ entries: Int, tokens: Int, of budget: Int) -> String
    /// Entries that were not looked at, since many before them had found no room.
    func contextMore(_ entries: Int) -> String
    /// Why nothing is told.
    func emptiness(_ emptiness: PackedContext.Emptiness) -> String
    func reason(_ reason: PackedContext.Reason) -> String
    /// Why something stayed out.
    ///
    /// - Shape: `double` is the key of the entry that says the same.
    func left(_ cause: PackedContext.Cause, double: String?) -> String
}
