/// An order to the supervisor, from whoever runs the site or from the system.
package enum Order: UInt8, Sendable {
    /// End everything.
    case stop = 1
    /// Read the settings again and replace the responders one by one.
    case replace = 2
}
