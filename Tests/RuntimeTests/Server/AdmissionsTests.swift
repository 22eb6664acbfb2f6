import Foundation
import Testing

@testable import KassaRuntime
@testable import KassaServer

/// Codes that are guessed: whom wrong ones hold up.
@Suite struct AdmissionsTests {
  private let folder: TestFolder
  private let desk: BrowserDesk
  private let admissions: Admissions
  /// Long after the till was started.
  private let start = ContinuousClock.now + .seconds(60 * BrowserDesk.codeMinutes)

  init() throws {
    folder = try TestFolder()
    desk = BrowserDesk(folder: folder.path)
    admissions = Admissions(desk: desk)
  }

  /// The reply's code where it is none that lets in.
  private func refusal(
    _ code: String = "none", from address: String, after seconds: Double = 0
  ) async throws -> String? {
    let machine = try #require(Crowd.Machine(address))
    do {
      _ = try await admissions.admit(
        code: code, name: "A", isCustomers: false, from: machine, at: start + .seconds(seconds))
      return nil
    } catch { return error.body["error"]["code"].string }
  }

  @Test func `a stranger who guesses holds up nobody but their own machine`() async throws {
    for _ in 0..<3 { #expect(try await refusal(from: "10.0.0.7") == "code_wrong") }
    let code = try desk.newCode()
    #expect(try await refusal(code, from: "10.0.0.7", after: 1) == "wait")
    #expect(try await refusal(code, from: "10.0.0.8", after: 1) == nil)
    #expect(try await refusal(try desk.newCode(), from: "10.0.0.7", after: 3) == nil)
  }

  @Test func `a start gives no guesses anew`() async throws {
    let started = 1 - Double(60 * BrowserDesk.codeMinutes)
    #expect(try await refusal(from: "10.0.0.7", after: started) == "code_wrong")
    #expect(try await refusal(from: "10.0.0.8", after: started) == "wait")
    #expect(try await refusal(from: "127.0.0.1", after: started) == "code_wrong")
    #expect(try await refusal(from: "127.0.0.1", after: started) == "wait")
    #expect(try await refusal(try desk.newCode(), from: "127.0.0.1", after: started + 3) == nil)
    #expect(try await refusal(from: "10.0.0.8", after: started + 13) == "code_wrong")
  }

  @Test func `one machine guesses some sixteen times in a code's life`() async throws {
    for address in ["127.0.0.1", "10.0.0.7"] {
      var guesses = 0
      for second in 0..<60 * BrowserDesk.codeMinutes
      where try await refusal(from: address, after: Double(second)) == "code_wrong" { guesses += 1 }
      #expect((12...17).contains(guesses), "\(address)")
    }
  }

  @Test func `who has all addresses that begin alike is one`() async throws {
    for place in 0..<3 {
      #expect(try await refusal(from: "fd00::\(place)") == "code_wrong")
    }
    #expect(try await refusal(from: "fd00::9") == "wait")
    #expect(try await refusal(from: "fd00:0:0:1::9") == "code_wrong")
  }

  @Test func `many machines together find no code, and this one still lets in`() async throws {
    var guesses = 0
    for second in 0..<60 * BrowserDesk.codeMinutes {
      for place in 0..<5 {
        let address = "10.\(place).\(second / 256).\(second % 256)"
        guesses += try await refusal(from: address, after: Double(second)) == "code_wrong" ? 1 : 0
      }
    }
    #expect((90...100).contains(guesses))
    let last = Double(60 * BrowserDesk.codeMinutes)
    #expect(try await refusal(try desk.newCode(), from: "127.0.0.1", after: last) == nil)
  }
}
