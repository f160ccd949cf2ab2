import Glibc
import Store
import Tasks
import Wiring

// The responder of the tasks area: dashboard, list, tasks.
exit(
    House.serve(frame: { house in TasksFrame(tasks: house.store.tasks, menus: house.store.projects) }) { house in
        TasksArea(tasks: house.store.tasks, projects: house.store.projects)
    })
