import Domain
import JSON
import TaskDomain

/// A comment as JSON; `docs/api/tasks.md` describes the members.
package struct CommentJSON: JSONWritable {
    private let comment: Comment

    package init(comment: Comment) {
        self.comment = comment
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", comment.id)
            out.member("author", comment.authorName)
            out.member("imported", comment.isImported)
            out.member("text", comment.text)
            out.member("mentions", comment.mentions.map(\.name))
            out.member("createdAt", comment.createdAt.rfc3339)
            out.member("editedAt", comment.editedAt?.rfc3339)
            out.member("version", comment.version)
        }
    }
}
