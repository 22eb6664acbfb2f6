import Foundation
import Synchronization
import Testing

@testable import KassaRuntime
@testable import KassaServer

/// PINs that are guessed to take the till over: whom wrong ones hold up, and for how long.
@Suite struct TakeOversTests {
  private final class Time: Sendable {
    let now = Mutex(Moment(milliseconds: 1_795_000_000_000))
    func pass(seconds: Int64) { now.withLock { $0 = $0.adding(milliseconds: seconds * 1_000) } }
  }

  private let folder: TestFolder
  private let time = Time()
  private let guess = TakeOvers.Guess(device: "a", name: "Анна")
  private var path: String { folder.path + "/take_overs.json" }

  init() throws { folder = try TestFolder() }

  /// As after a start.
  private var takeOvers: TakeOvers {
    TakeOvers(folder: folder.path, clock: { [time] in time.now.withLock { $0 } })
  }

  private func guesses(_ count: Int, by guess: TakeOvers.Guess? = nil) async throws {
    for _ in 0..<count { try await takeOvers.begin(guess ?? self.guess) }
  }

  @Test func `wrong ones are counted over restarts`() async throws {
    try await guesses(3)
    #expect(await takeOvers.wait(for: guess) == 6)
    await #expect(throws: Reply.self) { try await guesses(1) }
    time.pass(seconds: 5)
    try await guesses(1)
    #expect(await takeOvers.wait(for: guess) == 11)
    #expect(await takeOvers.wait(for: .init(device: "b", name: "Анна")) == nil)
    let rights = try FileManager.default.attributesOfItem(atPath: path)
    #expect(rights[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a right one ends the count, over restarts too`() async throws {
    try await guesses(3)
    await takeOvers.forget(guess)
    #expect(await takeOvers.wait(for: guess) == nil)
    try await guesses(2)
  }

  @Test func `a clock that is set back makes no wait longer`() async throws {
    try await guesses(3)
    time.pass(seconds: -86_400)
    #expect(await takeOvers.wait(for: guess) == 6)
  }

  @Test(arguments: ["", "{}", "{\"guesses\":[{}]}", "{\"guesses\":[{\"device\":1}]}"])
  func `where the file is damaged everybody begins with a wait`(text: String) async throws {
    try write(text, to: path)
    let takeOvers = takeOvers
    #expect(await takeOvers.wait(for: guess) == 6)
    time.pass(seconds: 5)
    try await takeOvers.begin(guess)
    #expect(await takeOvers.wait(for: guess) == 11)
  }

  @Test func `a guess that can't be counted is none`() async throws {
    let nowhere = TakeOvers(folder: folder.path + "/nowhere", clock: { Moment.now })
    await #expect(throws: Reply.self) { try await nowhere.begin(guess) }
  }

  @Test func `so many are kept, and no more`() async throws {
    let takeOvers = takeOvers
    for place in 0..<1_030 { try await takeOvers.begin(.init(device: "\(place)", name: "Анна")) }
    let kept = try JSONReader.value(of: Array(Data(contentsOf: URL(fileURLWithPath: path))))
    #expect(kept["guesses"].list?.count == 1_024)
  }
}
