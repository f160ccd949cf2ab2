/// The areas of the house: the one list of them. Whoever serves, prints, walks or describes every area switches over it,
/// so that an area which is left out somewhere does not compile.
///
/// The name stands in `/health/{area}`, in the names of sockets, logs and of `nginx/areas/{area}.conf`, and in the log of
/// events, where it can never be another.
package enum AreaName: String, CaseIterable, Sendable {
    case auth, tasks, live
}
