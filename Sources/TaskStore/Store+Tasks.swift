import Store

extension Store {
    package var tasks: SQLiteTaskRepository { SQLiteTaskRepository(store: self) }

    package var projects: SQLiteProjectRepository { SQLiteProjectRepository(store: self) }
}
