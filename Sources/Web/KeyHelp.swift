import HTML
import Texts

/// The parts that only scripts open: the keys with a switch for them, and the palette of everything that has a name.
struct KeyHelp {
    let texts: Texts

    var html: HTML {
        """
        <dialog id="help" aria-labelledby="help-title"><h2 id="help-title">\(texts[.keysTitle])</h2>
        <dl class="keys">\(keys.map(line))</dl>
        <p class="switch"><input type="checkbox" id="keys-on"><label for="keys-on">\(texts[.keysOn])</label></p>
        <button class="button" type="button" id="help-close">\(texts[.close])</button></dialog>
        <dialog id="palette" aria-label="\(texts[.paletteTitle])">
        <input class="input" dir="auto" type="search" role="combobox" aria-label="\(texts[.paletteTitle])" aria-expanded="true" \
        aria-controls="palette-list" aria-autocomplete="list" placeholder="\(texts[.paletteTitle])" autocomplete="off">
        <ul id="palette-list" role="listbox" aria-label="\(texts[.paletteTitle])"></ul></dialog>
        """
    }

    private var keys: [(key: String, text: CommonText)] {
        [
            ("c", .newTask), ("/", .search), ("j", .keyNext), ("k", .keyPrevious), ("x", .keyTick), ("e", .edit),
            ("Ctrl K / ⌘ K", .paletteTitle), ("h / l", .keyMove), ("?", .keysTitle),
        ]
    }

    private func line(_ key: String, _ text: CommonText) -> HTML {
        "<div><dt><kbd>\(key)</kbd></dt><dd>\(texts[text])</dd></div>\n"
    }
}
