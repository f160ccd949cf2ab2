extension Texts {
    /// How many recovery codes were not used yet.
    public func codesLeft(_ count: Int) -> String {
        switch (isGerman, count) {
        case (true, 0): "Es ist kein Wiederherstellungscode mehr übrig."
        case (true, 1): "Ein Wiederherstellungscode ist noch übrig."
        case (true, _): "\(count) Wiederherstellungscodes sind noch übrig."
        case (false, 0): "No recovery code is left."
        case (false, 1): "One recovery code is left."
        case (false, _): "\(count) recovery codes are left."
        }
    }
}
