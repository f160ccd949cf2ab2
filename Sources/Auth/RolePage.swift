import AuthDomain
import AuthTexts
import Domain
import HTML
import HouseTexts
import Texts
import Web

/// One role: what it permits, and for those that people defined the way to change it.
struct RolePage: Page {
    let context: PageContext
    let use: RoleUse
    /// The permissions that were chosen and not taken.
    var typed: Set<Permission>?
    let grantable: Set<Permission>
    let failure: Failure?

    var main: HTML {
        """
        <a class="back" href="/roles">\(Icon.back.html)\(texts[.roles])</a>
        <header class="head"><h1>\(texts.roleName(use.role.name))</h1>
        <span class="beside">\(texts.accountCount(use.accounts))</span></header>
        \(failure?.kind == .stale ? stored : FailureMessage(texts: texts, failure: failure).html)
        \(use.role.isBuiltIn ? list : form)
        """
    }

    private var list: HTML {
        """
        <p class="second">\(texts.sentence(.builtIn))</p>
        <ul class="tasks top">
        \(Permission.allCases.filter(use.role.permissions.contains).map { permission in
            "<li class=\"step\"><span class=\"title\">\(texts[permission])</span></li>\n" as HTML
        })</ul>
        """
    }

    private var stored: HTML {
        let names = Permission.allCases.filter(use.role.permissions.contains).map { texts[$0] }
        return StoredVersion(texts: texts, rows: [(texts[.rolePermissions], names.joined(separator: ", "))]).html
    }

    private var address: Link { .to("roles", use.role.name) }

    private var form: HTML {
        """
        <form class="form" method="post" action="\(address)">\(formToken)\
        <input type="hidden" name="_method" value="PATCH">\
        \(StoredVersion.field(version(use.version, sentTo: address, failure)))
        \(PermissionBoxes(texts: texts, chosen: typed ?? use.role.permissions, grantable: grantable).html)
        <div class="actions"><button class="button main">\(texts[.save])</button></div></form>
        <hr>
        <form method="post" action="\(Link.to("roles", use.role.name))">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">\(StoredVersion.field(use.version))\
        <button class="button danger">\(texts[.delete])</button></form>
        """
    }
}

/// A box for each permission; those that the caller lacks cannot be ticked.
struct PermissionBoxes {
    let texts: Texts
    let chosen: Set<Permission>
    let grantable: Set<Permission>

    var html: HTML {
        """
        <fieldset class="field"><legend>\(texts[.rolePermissions])</legend>
        \(Permission.allCases.map(box))</fieldset>
        """
    }

    private func box(_ permission: Permission) -> HTML {
        """
        <div class="check"><input type="checkbox" id="\(permission.rawValue)" name="permissions" \
        value="\(permission.rawValue)"\(attribute: "checked", if: chosen.contains(permission))\
        \(attribute: "disabled", if: !grantable.contains(permission))>\
        <label for="\(permission.rawValue)">\(texts[permission])</label></div>

        """
    }
}
