extension Optional {
    /// The thing that was looked for.
    ///
    /// - Errors: `.notFound` where there is none.
    package func orNotFound() throws(Failure) -> Wrapped {
        guard let self else { throw .notFound }
        return self
    }
}
