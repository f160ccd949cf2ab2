/// Keys as another keyboard or an input method sends them, which WebDriver has none of.
extension Browser {
    package struct Modifiers: OptionSet, Sendable {
        package let rawValue: Int
        package static let alt = Modifiers(rawValue: 1)
        package static let ctrl = Modifiers(rawValue: 2)
        package static let shift = Modifiers(rawValue: 8)

        package init(rawValue: Int) { self.rawValue = rawValue }
    }

    /// Presses a key and lets it go, as it is told to the page: its sign, its place on the keyboard and its old number.
    ///
    /// - Source: Chrome DevTools Protocol, `Input.dispatchKeyEvent`.
    package func stroke(
        _ sign: String, at place: String, number: Int = 0, with modifiers: Modifiers = [], isHeld: Bool = false
    ) throws {
        var key: [String: Any] = [
            "key": sign, "code": place, "windowsVirtualKeyCode": number, "modifiers": modifiers.rawValue,
        ]
        // A key that writes nothing is a raw one.
        let isWriting = sign.count == 1 && modifiers.isDisjoint(with: [.ctrl, .alt])
        if isWriting { key["text"] = sign }
        for isRepeated in isHeld ? [false, true, true] : [false] {
            let down = ["type": isWriting ? "keyDown" : "rawKeyDown", "autoRepeat": isRepeated] as [String: Any]
            try devTools("Input.dispatchKeyEvent", key.merging(down) { $1 })
        }
        key["text"] = nil
        try devTools("Input.dispatchKeyEvent", key.merging(["type": "keyUp"]) { $1 })
    }

    /// Types into an input method, which shows the text in the field with the focus and has not settled on it yet.
    package func compose(_ text: String) throws {
        let end = text.utf16.count
        try devTools("Input.imeSetComposition", ["text": text, "selectionStart": end, "selectionEnd": end])
    }

    /// Settles on a text in the input method's stead.
    package func settle(_ text: String) throws {
        try devTools("Input.insertText", ["text": text])
    }
}
