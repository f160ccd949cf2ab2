import Domain

/// Times of a file that lie ahead of the clock here: a clock was wrong there, or somebody wants to be the newest for
/// ever. Nothing is stored with such a time.
extension ImportedTask {
    /// The task with no time after `now`. Each time ahead becomes the latest one of the task that is not, and `now`
    /// where all are: the same file read again says the same, and one that is newer counts as newer.
    package func bounded(by now: Instant) -> ImportedTask {
        guard isUndated || isAhead(of: now) else { return self }
        let latest = isUndated ? now : times.filter { $0 <= now }.max() ?? now
        let bounded = { (time: Instant) in time <= now ? time : latest }
        var task = ImportedTask(
            draft: draft, createdAt: isUndated ? now : bounded(createdAt),
            updatedAt: isUndated ? now : bounded(updatedAt), completedAt: completedAt.map(bounded))
        task.statedAt = statedAt
        (task.number, task.isWhole, task.ties) = (number, isWhole, ties)
        (task.fields, task.isUndated, task.reportName) = (fields, isUndated, reportName)
        task.comments = comments.map { comment in
            var earlier = ImportedComment(
                author: comment.author, text: comment.text, createdAt: bounded(comment.createdAt),
                editedAt: comment.editedAt.map(bounded), isImported: comment.isImported)
            earlier.isBounded = comment.createdAt > now
            return earlier
        }
        return task
    }

    package func isAhead(of now: Instant) -> Bool { times.contains { $0 > now } }

    private var times: [Instant] {
        [createdAt, updatedAt, completedAt].compactMap { $0 }
            + comments.flatMap { [$0.createdAt, $0.editedAt].compactMap { $0 } }
    }
}

extension ImportedProject {
    /// The project with no time after `now`.
    package func bounded(by now: Instant) -> ImportedProject {
        var project = ImportedProject(
            number: number, draft: draft, members: members, createdAt: isUndated ? now : min(createdAt, now),
            archivedAt: archivedAt.map { min($0, now) })
        project.isUndated = isUndated
        return project
    }
}
