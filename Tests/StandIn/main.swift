import CLinux
import Glibc

// What the supervisor's tests start in the place of a responder, or of a job: it answers lines on the socket at descriptor 0
// (`pid`, `exit 3`), drains on SIGTERM, and misbehaves as the file `behaviour` in the state directory says.

let state = getenv("ELWOSA_STATE").map { String(cString: $0) } ?? "."

func read(_ path: String) -> String {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 256)
    return String(decoding: bytes[..<max(0, Glibc.read(file, &bytes, bytes.count))], as: UTF8.self)
}

func write(_ text: String, to descriptor: Int32) {
    _ = Glibc.write(descriptor, text, text.utf8.count)
}

let behaviour = read(state + "/behaviour")
let started = open(state + "/started", O_WRONLY | O_CREAT | O_APPEND, 0o600)
write("\(getpid())\n", to: started)
if behaviour == "fail" { exit(3) }
if CommandLine.arguments.contains("job") {
    // Two at the same time would be two beginnings side by side.
    let runs = open(state + "/runs", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    write("+", to: runs)
    if behaviour == "stay" { while true { pause() } }
    usleep(2_000)
    write("-", to: runs)
    exit(0)
}
if behaviour == "stubborn" { signal(SIGTERM, SIG_IGN) }

var signals = sigset_t()
sigemptyset(&signals)
if behaviour != "stubborn" { sigaddset(&signals, SIGTERM) }
sigprocmask(SIG_BLOCK, &signals, nil)
let terminations = signalfd(-1, &signals, 0)
if behaviour != "mute" { write("READY=1\n", to: 3) }
close(3)

func answer(_ connection: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = Glibc.read(connection, &bytes, bytes.count)
    guard count > 0 else { return false }
    let words = String(decoding: bytes[..<count], as: UTF8.self).split { $0 == " " || $0 == "\n" }
    if words.first == "exit" { exit(Int32(words[1])!) }
    write("\(getpid())\n", to: connection)
    return true
}

// Another stand-in on the same socket may be quicker to accept.
_ = fcntl(0, F_SETFL, O_NONBLOCK)
var isDraining = false
var connections: [Int32] = []
while !isDraining || !connections.isEmpty {
    let descriptors = connections + (isDraining ? [] : [terminations, 0])
    var watched = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&watched, nfds_t(watched.count), -1)
    for descriptor in watched.filter({ $0.revents != 0 }).map(\.fd) {
        switch descriptor {
        case terminations: isDraining = true
        case 0:
            let connection = accept4(0, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
            if connection >= 0 { connections.append(connection) }
        default:
            if answer(descriptor) { continue }
            connections.removeAll { $0 == descriptor }
            close(descriptor)
        }
    }
}
