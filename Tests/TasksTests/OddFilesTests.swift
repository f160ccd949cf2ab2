import Domain
import JSON
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Testing
import TestingElwosa

@testable import Tasks

/// Files that are almost of a format: each is taken, or refused with its place, and nothing takes long.
@Suite("Odd files", .timeLimit(.minutes(15)))
struct OddFilesTests {
    /// A file of each format with one task, and the rows or objects that it repeats.
    private static let sound: [(format: any ImportFormat.Type, file: String)] = [
        (CSVFormat.self, "Title,Due,Tags\nDig,2026-12-24,a\n"),
        (TodoistFormat.self, "TYPE,CONTENT,PRIORITY,INDENT\ntask,Dig,1,1\n"),
        (
            TrelloFormat.self,
            #"{"id":"5f0000000000000000000001","name":"B","idOrganization":null,"cards":[{"id":"5f0000000000000000000002","name":"Dig"}]}"#
        ),
        (VikunjaFormat.self, #"[{"id":1,"title":"P","is_archived":false,"tasks":[{"id":1,"title":"Dig"}]}]"#),
        (TaskwarriorFormat.self, #"[{"uuid":"u1","entry":"20260101T000000Z","description":"Dig"}]"#),
        (TodoTxtFormat.self, "(A) Dig +Garden\n"), (BeadsFormat.self, issue("bd-1")),
        (
            ElwosaFormat.self,
            #"{"format":"elwosa","version":1}"# + "\n" + #"{"end":{"tasks":0}}"# + "\n"
        ),
    ]

    /// The failure of a file of which nothing is taken; nil where it is taken.
    private func failure(
        _ bytes: [UInt8], as format: any ImportFormat.Type, _ site: TestSite
    ) throws -> Failure? {
        let mark = try site.lastEvent()
        do throws(Failure) {
            var run = ImportRun(format, into: site.store.tasks) { Change(by: .commandLine, at: site.clock.now) }
            for start in stride(from: 0, to: bytes.count, by: 65_536) {
                try run.take(bytes[start..<min(start + 65_536, bytes.count)])
            }
            _ = try run.finish()
            return nil
        } catch {
            #expect(try site.events(after: mark) == [], "\(format.name): \(error.message)")
            return error
        }
    }

    private static func isPlaced(_ failure: Failure) -> Bool {
        failure.kind == .malformed
            && failure.message.wholeMatch(of: /Line \d+(, column \d+)?: .*/.dotMatchesNewlines()) != nil
            || failure.kind == .invalid && failure.message.hasPrefix("Line ")
    }

    @Test("a byte order mark, CRLF, no last line end and empty lines are none of a file's content")
    func dress() async throws {
        for (format, file) in Self.sound {
            try await withSite { site in
                let dressed = [
                    "\u{feff}" + file, file.replacing("\n", with: "\r\n"), String(file.trimmed),
                    "\n\n" + file + "\n \n",
                ]
                for text in dressed {
                    let failure = try failure(Array(text.utf8), as: format, site)
                    #expect(failure == nil, "\(format.name): \(failure?.message ?? "")")
                }
            }
        }
    }

    @Test("a file with nothing in it, or with its beginning alone, has no task or is named")
    func empty() async throws {
        try await withSite { site in
            for (format, file) in Self.sound {
                for text in [
                    "", "\n", " \r\n\t\n", "\u{feff}", String(file.prefix { $0 != "\n" }), String(file.prefix(9)),
                ] {
                    if let failure = try failure(Array(text.utf8), as: format, site) {
                        #expect(Self.isPlaced(failure), "\(format.name) \(text): \(failure.message)")
                    }
                }
            }
        }
    }

    @Test("JSON that is none is named by line and column, in every format of JSON")
    func json() async throws {
        let odd: [(String, String)] = [
            (String(repeating: "[", count: 10_000), "nested deeper"), (#"{"a":1e400}"#, "out of range"),
            (#"{"a":1,"a":2}"#, "twice"), (#"{"a":99999999999999999999}"#, "out of range"), (#"{"a":"\ud800"}"#, ""),
            (#"{"a":01}"#, ""), (#"{"a":NaN}"#, "JSON value"), (#"{'a':1}"#, ""), (#"{"a":1}x"#, "after the end"),
        ]
        try await withSite { site in
            for (format, file) in Self.sound where file.first == "{" || file.first == "[" {
                for (text, words) in odd {
                    // What stands before it makes the file one of the format.
                    let isArray = file.first == "["
                    let lines = format == BeadsFormat.self || format == ElwosaFormat.self
                    let broken =
                        lines
                        ? file.split(separator: "\n")[0] + "\n" + text
                        : (isArray
                            ? file.dropLast() + ",\n" + text + "]" : file.dropLast() + ",\n\"odd\":" + text + "}")
                    let failure = try #require(
                        try failure(Array(String(broken).utf8), as: format, site), "\(format.name) \(text.prefix(20))")
                    #expect(failure.message.hasPrefix("Line 2, column "), "\(format.name): \(failure.message)")
                    #expect(
                        failure.message.contains(words) || failure.message.contains("expected"),
                        "\(format.name): \(failure.message)")
                }
            }
        }
    }

    @Test("bytes that are no UTF-8 are named in JSON")
    func bytes() async throws {
        try await withSite { site in
            for (format, file) in Self.sound where file.first == "{" || file.first == "[" {
                var bytes = Array(file.utf8)
                let place = try #require(file.utf8.lastIndex(of: UInt8(ascii: "\"")))
                bytes.insert(0xe4, at: file.utf8.distance(from: file.utf8.startIndex, to: place))
                let failure = try #require(try failure(bytes, as: format, site))
                #expect(
                    failure.message.contains(", column ") && failure.message.contains("UTF-8"), "\(failure.message)")
            }
        }
    }

    @Test("members of every other type are named, or kept, and never end the program", arguments: 1...6)
    func types(seed: UInt64) async throws {
        let values = ["null", "1", "-1.5", "true", "[]", "{}", "[[1]]", #""x""#, #"{"a":{"b":1}}"#, "9007199254740993"]
        var random = SeededRandom(seed: seed)
        try await withSite { site in
            for (format, file) in Self.sound where file.first == "{" || file.first == "[" {
                for _ in 0..<30 {
                    let parts = file.split(separator: ":")
                    let place = Int.random(in: 1..<parts.count, using: &random)
                    let rest = parts[place].drop { $0 != "," && $0 != "}" && $0 != "]" }
                    let changed =
                        parts[..<place] + [values.randomElement(using: &random)! + rest] + parts[(place + 1)...]
                    if let failure = try? failure(Array(changed.joined(separator: ":").utf8), as: format, site) {
                        #expect(Self.isPlaced(failure), "\(format.name): \(failure.message)")
                    }
                }
            }
        }
    }

    /// The failure with which a text is refused by itself; nil where it is taken.
    private func refusal(of text: String, as format: any ImportFormat.Type) async throws -> Failure? {
        var refusal: Failure?
        try await withSite { site in refusal = try failure(Array(text.utf8), as: format, site) }
        return refusal
    }

    private static let tables: [(name: String, text: @Sendable () -> String)] = [
        (
            "columns",
            { String(repeating: "Title,", count: 100_000) + "\n" + String(repeating: "x,", count: 100_000) + "\n" }
        ),
        ("cells", { "Title,Due\n" + String(repeating: "x,", count: 200_000) + "\n" }),
        ("line", { "Title,Notes\nA," + String(repeating: "ä", count: 1_000_000) + "\n" }),
        ("quote", { "Title,Due\nA,\"" + String(repeating: "x\n", count: 100_000) }),
        ("quotes", { "Title,Due\n" + String(repeating: "\"\"", count: 400_000) + "\n" }),
    ]

    /// The tables of these that are none, and what is said of them.
    private static let refused = [
        "columns": "Line 1: A row may have 16384 cells.", "cells": "Line 2: A row may have 16384 cells.",
        "quote": "Line 2: A cell in quotes begins",
    ]

    @Test("one letter with any number of marks keeps no task out, in whichever text it stands")
    func marks() async throws {
        let letter = "a" + String(repeating: "\u{301}", count: 10_000)
        try await withSite { site in
            try site.importing(
                issue("bd-1").replacing("Issue bd-1", with: letter) + issue("bd-2"), as: BeadsFormat.self)
            let task = try site.task(named: "bd-1")
            #expect(task.title.hasSuffix("…") && task.title.utf8.count <= 16_000)
            #expect(task.description == letter)
            try site.importing("Title,Project\nDig,\(letter)\n", as: CSVFormat.self)
            #expect(try site.task(titled: "Dig").projectId != nil)
        }
    }

    @Test("a project's description is taken as far as it can stand here, and the rest is told")
    func projects() async throws {
        let text = #"A\u0007b "# + String(repeating: "x", count: 20_000)
        let board = #"{"id":"5f0000000000000000000001","name":"B","desc":"\#(text)","idOrganization":null,"cards":[]}"#
        let list = #"[{"id":1,"title":"P","description":"\#(text)","is_archived":false,"tasks":[]}]"#
        let files: [(any ImportFormat.Type, String)] = [(TrelloFormat.self, board), (VikunjaFormat.self, list)]
        for (format, file) in files {
            try await withSite { site in
                let report = try site.importing(file, as: format)
                #expect(report.count.projects == 1)
                #expect(report.skipped.map(\.reason) == [.signsRemoved, .partUnknown])
                let project = try #require(try site.store.projects.projects(archived: true, for: .commandLine).first)
                let stored = try site.store.projects.project(project.id, for: .commandLine).project
                #expect(stored.description.hasPrefix("Ab x") && stored.description.utf8.count == 16_384)
            }
        }
    }

    @Test("large tables and lists are taken, or refused for what they are", arguments: tables.map(\.name))
    func large(name: String) async throws {
        let text = Self.tables.first { $0.name == name }!.text()
        // Each line of the others would be a task of todo.txt.
        let isList = name == "cells"
        for format in [CSVFormat.self] + (isList ? [TodoTxtFormat.self] : []) as [any ImportFormat.Type] {
            let failure = try await refusal(of: text, as: format)
            let words = format == CSVFormat.self ? Self.refused[name] : nil
            #expect(
                failure?.message.hasPrefix(words ?? "") ?? (words == nil), "\(name): \(failure?.message ?? "taken")")
        }
    }
}
