import Search

/// The words of a language that stand in every text of it, and so lead to none.
package enum StopWords {
    /// - Shape: of a folded word.
    package static func contains(_ word: String, in language: StemLanguage) -> Bool {
        switch language {
        case .english: english.contains(word)
        case .german: german.contains(word)
        }
    }

    /// The language that most of the stop words among folded words are of.
    ///
    /// - Shape: nil where that is neither: *war* and *die* are words of English, too.
    package static func language(of words: some Sequence<String>) -> StemLanguage? {
        var balance = 0
        for word in words {
            if english.contains(word) { balance += 1 }
            if german.contains(word) { balance -= 1 }
        }
        return balance > 0 ? .english : balance < 0 ? .german : nil
    }

    private static func folded(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map { SearchText.fold(String($0)) })
    }

    private static let english = folded(
        """
        a about after again all also always am an and any anyone anything are aren as at be because been before being
        between both but by can cannot could couldn d did didn do does doesn doing don done down during each either ever
        every few for from get gets getting give given go goes going got had hadn has hasn have haven having he her here
        hers herself him himself his how i if in into is isn it its itself just let ll m many may me might more most much
        must my myself neither no nor not now of off on once one only or other our ours out over own please re really s
        same say says shall she should shouldn since so some someone something still such t than that the their theirs
        them themselves then there these they thing things this those though through to too under until up upon us ve very
        was wasn we well were weren what whatever when where whether which while who whom whose why will with won would
        wouldn yes yet you your yours yourself
        """)

    private static let german = folded(
        """
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da dabei
        dafür dagegen daher damit danach dann daran darauf darum das dass davon dazu dein deine deinem deinen deiner dem
        den denn der des deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem
        einen einer eines einmal er es etwa etwas euch euer eure für gegen gehabt gemacht genau gewesen gibt ging hab habe
        haben habt hast hat hatte hatten hattest hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in
        ins irgendwas irgendwie ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinem keinen keiner
        können könnte konnte machen macht mal man mehr mein meine meinem meinen meiner mich mir mit muss müssen musst nach
        nein nicht nichts noch nun nur ob oder ohne schon sehr sei seid sein seine seinem seinen seiner seit sich sie sind
        so soll sollen sollte sonst über um und uns unser unsere unserem unseren unter viel viele vom von vor wann war waren
        warum warst was weil welche welchem welchen welcher welches wem wen wenn wer werde werden wessen wie wieder wieso
        will willst wir wird wirst wo wobei wofür woher wohin wollen wollte womit woran worauf wurde wurden zu zum zur
        zwischen
        """)
}
