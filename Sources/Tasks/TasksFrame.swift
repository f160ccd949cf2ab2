import Domain
import HTML
import Texts
import Web

/// What every page of the house shows of tasks: what was just done, and that it can be taken back.
public struct TasksFrame: FrameSource {
    let tasks: any TaskHistoryRepository

    public init(tasks: any TaskHistoryRepository) {
        self.tasks = tasks
    }

    public func notice(of change: Int64, _ exchange: Exchange) throws(Failure) -> HTML? {
        let offer = try tasks.undoOffer(change, at: exchange.now, for: exchange.caller)
        return offer.map { offer in
            UndoBar(
                texts: exchange.texts, formToken: exchange.formTokenField, offer: offer, here: exchange.here
            ).html
        }
    }
}
