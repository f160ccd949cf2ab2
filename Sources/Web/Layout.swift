import Domain
import HTML
import Texts

/// The frame around every page.
public struct Layout {
    let texts: Texts
    let assets: Assets
    let caller: Caller?
    let formToken: HTML

    /// - Units: `path` is the address of the page, by which the side bar marks where the reader is.
    func page(title: String, main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(texts.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) – ELWOSA</title>
        <link rel="stylesheet" href="\(assets["app.css"])">
        </head>
        <body>
        <main id="main">\(main)</main>
        </body>
        </html>
        """
    }
}

extension Exchange {
    /// A page in the frame of this caller and language.
    public func page(_ status: Status = .ok, title: String, main: HTML) -> Response {
        let layout = Layout(texts: texts, assets: site.assets, caller: signedIn, formToken: formTokenField)
        return Response(
            status, headers: [("Content-Type", "text/html; charset=utf-8")] + Headers.privateNoCache,
            body: .bytes(layout.page(title: title, main: main).bytes))
    }
}
