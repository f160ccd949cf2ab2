import Domain
import Store
import TaskDomain

extension SurveyedTables {
    package static let ofTasks = SurveyedTables(
        compared: [
            "project", "projectMember", "label", "task", "step", "taskLabel", "taskAssignee", "taskBlock", "comment",
            "mention", "taskCitation", "savedView", "trash",
        ],
        leftOut: [
            "taskCount": "counted from the tasks", "commentTotal": "counted from the comments",
            "erasing": "what is still to be erased", "taskHour": "keeps the sums of tasks whose bodies were erased",
            "taskSearch": "made of the tasks", "searchWord": "made of the tasks", "searchPart": "made of the tasks",
        ], keysOfName: ["label": LabelRules.keys],
        // What lies in the trash names its task, which is not there.
        references: ["trash": ["taskId": "task"]], subjects: [.view: "savedView"])
}
