import Foundation
import Testing

@testable import KassaRuntime

/// What the kernel was asked to sync, counted by strace in a whole sale of the real till.
@Suite(.timeLimit(.minutes(5))) struct SyncProcessTests {
  private static let strace = "/usr/bin/strace"

  /// Whether this machine lets a process be traced.
  static let canTrace = (try? CommandRun(strace, ["-o", "/dev/null", "true"]))?.code == 0

  /// What happened between one answer and the prompt that follows it.
  private struct Step: Equatable {
    var syncs = 0
    var isAsked = false
  }

  @Test(.enabled(if: canTrace)) func `syncs before it shows what follows an answer`() throws {
    let folder = try TestFolder()
    let trace = folder.path + "/trace"
    let answers = try sell(folder.path + "/data", trace)
    let steps = try Self.steps(trace)
    #expect(steps.count == answers.count)
    for (answer, step) in zip(answers, steps) {
      #expect(step.isAsked && step.syncs >= 1, "after \(answer): \(step.syncs)")
    }
    // Approved: the charge and the print's intent, the document, the outcome; each on its own.
    let approved = try #require(answers.firstIndex(of: "charge.window"))
    #expect(steps[approved].syncs >= 3)
  }

  /// One coffee by card, until the next sale is open; the ids of the prompts that were answered.
  private func sell(_ data: String, _ trace: String) throws -> [String] {
    let calls = "trace=fsync,fdatasync,read,write"
    let till = try TillProcess(
      data: data, tracer: [Self.strace, "-f", "-s", "12", "-e", calls, "-o", trace])
    var documents: [String] = []
    var answered: [String] = []
    while let prompt = try till.prompt(&documents) {
      if documents.contains("receipt") { break }
      let sale = PowerCutTests.sales[0]
      guard let answer = sale.answer(prompt, isPrinted: false) else { break }
      answered.append(prompt.id)
      try till.answer(prompt.number, answer)
    }
    #expect(documents.contains("receipt"))
    #expect(till.leave().code == 4)
    #expect(try JournalReader(folder: data).verify().receipts == 1)
    return answered
  }

  /// Counts the syncs that have returned between an answer that was read and the prompt after it.
  private static func steps(_ trace: String) throws -> [Step] {
    var steps: [Step] = []
    for line in try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n") {
      let call = line.drop { $0.isNumber }.drop { $0 == " " }
      let hasSynced =
        call.hasSuffix("= 0") && call.contains("sync")
        && ["fsync(", "fdatasync(", "<... fsync", "<... fdatasync"].contains {
          call.hasPrefix($0)
        }
      if call.hasPrefix("read(0, \"{") || (call.hasPrefix("<... read resumed>\"{\\\"")) {
        steps.append(Step())
      } else if hasSynced, !steps.isEmpty, steps.last?.isAsked == false {
        steps[steps.count - 1].syncs += 1
      } else if call.hasPrefix("write(1, \"{\\\"prompt"), !steps.isEmpty {
        steps[steps.count - 1].isAsked = true
      }
    }
    return steps
  }
}
