import Calendar
import Domain
import HTML
import Texts

/// The frame around every page: with the menu for whoever is signed in, a plain door for whoever is not.
package struct Layout: PagePart {
    package let context: PageContext
    let assets: Assets
    var menu = FrameMenu()
    /// Stands above the page's own content.
    var notice: HTML?
    var life: PageLife?
    var newTask = FrameMenu.newTask

    func page(title: String, main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(texts.language.rawValue)"\(attribute: "data-theme", caller?.theme)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <meta name="color-scheme" content="light dark">
        <meta name="theme-color" content="#faf9f6" media="(prefers-color-scheme: light)">
        <meta name="theme-color" content="#151513" media="(prefers-color-scheme: dark)">
        <title>\(title) – ELWOSA</title>
        <link rel="stylesheet" href="\(assets["app.css"])">
        <link rel="icon" type="image/svg+xml" href="\(assets["favicon.svg"])">
        <link rel="apple-touch-icon" href="\(assets["icon-180.png"])">
        <link rel="manifest" href="\(assets["site.webmanifest"])">\(modules(caller == nil ? Assets.doorScripts : Assets.scripts))
        </head>
        \(caller.map { house($0, main) } ?? door(main))
        </html>

        """
    }

    private func house(_ caller: Caller, _ main: HTML) -> HTML {
        """
        <body class="shell" data-offline="\(texts[.offline])" data-new-task="\(texts[.newTask])" \
        data-who="\(caller.accountId ?? 0)" data-draft="\(texts[.draft])" data-draft-take="\(texts[.draftTake])" \
        data-draft-drop="\(texts[.draftDrop])"\(life?.attributes)>
        <a class="skip unseen" href="#main">\(texts[.skipToContent])</a>
        \(Icon.sprite)
        <header class="side">
        \(brand)
        \(Menu(texts: texts, here: context.here.address, permissions: caller.permissions, frame: menu, newTask: newTask).html)
        <div class="account"><span class="face" aria-hidden="true">\(caller.name.prefix(1).uppercased())</span>\
        <a class="who" href="/account">\(caller.name)</a>
        <form method="post" action="/auth/logout">\(formToken)<button class="plain">\(texts[.signOut])</button></form></div>
        </header>
        <main class="page" id="main">
        \(notice)\(main)
        </main>
        \(life?.foot)
        \(KeyHelp(texts: texts).html)
        </body>
        """
    }

    /// In their order: what the first one offers, the others use.
    private func modules(_ files: [String]) -> HTML {
        "\(files.map { "\n<script type=\"module\" src=\"\(assets[$0])\"></script>" as HTML })"
    }

    private func door(_ main: HTML) -> HTML {
        """
        <body class="door">
        \(brand)
        <main id="main">
        \(main)
        </main>
        <p class="foot">\(texts[.doorFoot])\(life.map { "<br>\(texts[.drawnAt]) \($0.time)" as HTML })</p>
        </body>
        """
    }

    private var brand: HTML { "<a class=\"brand\" href=\"/\">\(Icon.mark)ELWOSA</a>" }
}

extension Exchange {
    /// A page in the frame of this caller and language.
    ///
    /// - Shape: `live` for a page that keeps up with what happens; one that refuses what was sent says what is newer and
    ///   stays as it is.
    package func page(_ status: Status = .ok, title: String, _ page: some Page, live: LiveView? = nil) -> Response {
        let life = PageLife(
            texts: texts, at: page.now, seq: newestEvent, life: site.life,
            live: live.map { LiveView(topics: $0.topics, isPatched: $0.isPatched && status == .ok) })
        let menu = menu
        let layout = Layout(
            context: page.context, assets: site.assets, menu: menu, notice: notice, life: life, newTask: page.newTask)
        // What a page could not read the next one may.
        let headers =
            menu.isWhole ? CommonHeaders.privateNoCache : [(name: "Cache-Control", value: "private, no-store")]
        return Response(status, page: layout.page(title: title, main: page.main), headers: headers)
    }

    /// The number of the newest event in the snapshot that the page is drawn from. After a change each read sees another
    /// state, so there is none.
    private var newestEvent: Int64? {
        guard signedIn != nil, request.method.isSafe else { return nil }
        return try? site.snapshots?.newestEvent()
    }

    /// The entries of the menu, for whoever looks for one by its name.
    package var places: [FrameMenu.Item] {
        guard let caller = signedIn else { return [] }
        let menu = Menu(texts: texts, here: here.address, permissions: caller.permissions, frame: menu)
        return menu.places(account: caller.name)
    }

    /// A page is worth more than what stands around it: where that cannot be read, it comes without.
    var menu: FrameMenu { site.menu(for: signedIn, texts) }

    private var notice: HTML? {
        guard !isUsedKey else {
            let sentence = texts[route.repetition == .replaces ? .sentSecret : .sentBefore]
            return "<p class=\"message bad\" role=\"alert\" id=\"sent-before\">\(sentence)</p>"
        }
        guard signedIn != nil else { return nil }
        if saysZone { return zoneNotice }
        guard let frame = site.frame, let change = changeToOffer else { return nil }
        return (try? frame.notice(of: change, self)) ?? nil
    }

    private var zoneNotice: HTML {
        """
        <p class="message" role="status">\(texts[.zoneShown]) <b>\(zone.name)</b>. \
        <a href="/account/appearance">\(texts[.zoneChange])</a></p>

        """
    }
}

extension SiteFacts {
    func menu(for caller: Caller?, _ texts: Texts) -> FrameMenu {
        guard let caller, let frame else { return FrameMenu() }
        return (try? frame.menu(for: caller, texts)) ?? FrameMenu(isWhole: false)
    }
}
