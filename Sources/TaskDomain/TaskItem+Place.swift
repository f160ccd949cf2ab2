import Domain

extension TaskItem {
    /// - Shape: nil only of what programs before the inbox wrote into the log.
    package var place: Place? {
        get { projectId.map(Place.project) ?? inboxId.map(Place.inbox) }
        set { (projectId, inboxId) = (newValue?.project, newValue?.inbox) }
    }

    /// The account whose inbox it is in; nil in a project.
    package var inbox: AccountName? { inboxPeople.first }

    /// The accounts that see a task in an inbox: those of the inbox, then the others it is assigned to.
    ///
    /// - Shape: nil in a project, whose members see it.
    package var visibleTo: [AccountName]? {
        guard projectId == nil else { return nil }
        return inboxPeople + assignees.filter { !inboxPeople.contains($0) }
    }
}
