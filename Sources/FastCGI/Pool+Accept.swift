import CLinux
import Glibc
import Platform
import Synchronization

extension Pool {
    /// Takes one connection from the listening socket.
    ///
    /// - Shape: nil when there was none for us.
    func accept() -> Int32? {
        // The place is taken before looking whether we still accept, and the keeper looks at the places after it has
        // said that we do not: one of the two sees the other, so no accepted connection is left behind by an exit.
        open.add(1, ordering: .sequentiallyConsistent)
        guard isAccepting.load(ordering: .sequentiallyConsistent) else {
            leavePlace()
            return nil
        }
        let connection = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
        let code = errno
        guard connection >= 0 else {
            leavePlace()
            recover(from: code)
            return nil
        }
        listenOn()
        guard admit(connection) else {
            close(connection)
            leavePlace()
            return nil
        }
        options.counters.accepted.increment()
        options.counters.connections.increment()
        return connection
    }

    /// Closes a connection and gives its place back.
    func end(_ connection: Int32) {
        close(connection)
        ended()
    }

    /// Gives back the place of a connection that libfcgi has closed.
    func ended() {
        options.counters.connections.decrement()
        leavePlace()
    }

    private func leavePlace() {
        if open.load(ordering: .relaxed) == 1 { emptySince.store(MonotonicTime.now.nanoseconds, ordering: .relaxed) }
        let left = open.subtract(1, ordering: .sequentiallyConsistent).newValue
        if left == 0, wantsEmpty.exchange(false, ordering: .sequentiallyConsistent) { wake.raise() }
        if isPaused.load(ordering: .relaxed), isPaused.exchange(false, ordering: .sequentiallyConsistent) {
            listenOn()
        }
    }

    /// Arms the listening socket again, unless there are as many connections as there may be.
    private func listenOn() {
        if open.load(ordering: .sequentiallyConsistent) >= options.connections {
            isPaused.store(true, ordering: .sequentiallyConsistent)
            // The one that would have noticed may have left its place in between.
            guard open.load(ordering: .sequentiallyConsistent) < options.connections,
                isPaused.exchange(false, ordering: .sequentiallyConsistent)
            else { return }
        }
        listen(EPOLL_CTL_MOD)
    }

    private func recover(from code: Int32) {
        if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code) {
            options.log("Cannot accept a connection: \(Descriptor.reason(code)).")
            // Armed again at once, the socket would wake a thread for ever; in a moment one may have closed.
            var end = pollfd(fd: stop.number, events: Int16(POLLIN), revents: 0)
            poll(&end, 1, 100)
        }
        listenOn()
    }

    /// libfcgi closes a broken connection with select(2), whose set (FD_SETSIZE) ends there.
    private static let descriptorLimit: Int32 = 1_024

    /// Checks who is at the other end, and bounds its silence.
    private func admit(_ connection: Int32) -> Bool {
        var peer = elwosa_peer()
        guard elwosa_peer_of(connection, &peer) == 0, mayConnect(peer.uid) else {
            options.counters.refusedPeers.increment()
            options.log("Refused a connection from user \(peer.uid), process \(peer.pid).")
            return false
        }
        guard connection < Self.descriptorLimit else {
            options.log("Refused a connection: \(Self.descriptorLimit) descriptors are open.")
            return false
        }
        Descriptor.setTimeout(options.socketTimeout, of: connection)
        return true
    }
}
