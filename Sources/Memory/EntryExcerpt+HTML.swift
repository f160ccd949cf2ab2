import HTML
import MemoryDomain

extension EntryExcerpt {
    var html: HTML {
        content.isJSON
            ? "<p class=\"words mono\" dir=\"ltr\">\(text)</p>" : "<p class=\"words\" dir=\"auto\">\(text)</p>"
    }
}
