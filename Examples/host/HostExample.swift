import Foundation
import KassaEmulators
import KassaRuntime

/// A program that hosts a till: its own front end, its own terminal, the emulated registrar.
///
/// Run it with a store's folder and a data folder: `host-example Scripts/lua/stores/cafe /tmp/till`.
/// It signs in, sells a coffee by card and prints what happened.
@main
enum HostExample {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      print("usage: host-example STORE-DIR DATA-DIR")
      exit(64)
    }
    let data = arguments[2]
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let store = try StoreBundle(folder: arguments[1])
    let till = try await Till(
      store: store, data: data, registrar: try EmulatedRegistrar(for: store, data: data),
      cashier: ScriptedCashier([
        .button("Анна"), .text("1234"), .text("1234"),
        .action(.free(name: "Кофе", price: try Money(kopecks: 19_950))),
        .button("pay.card"),
      ]),
      terminals: [PinpadDriver()])
    do {
      try await till.run()
    } catch is CashierGone {
      print("the cashier has left; everything is kept")
    }
  }
}

/// A front end that gives prepared answers and writes what it is shown.
///
/// A real one shows the prompt and waits for a person. It knows nothing of stores or receipts.
actor ScriptedCashier: Cashier {
  private var answers: [Answer]

  init(_ answers: [Answer]) { self.answers = answers }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    print("[\(prompt.id)] \(prompt.title) \(prompt.body)")
    guard !answers.isEmpty else { throw CashierGone() }
    return answers.removeFirst()
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    print("refused: \(error.text(prompt.language))")
  }

  func show(_ notice: Notice) async {
    switch notice {
    case .paper(let paper): print(paper.lines.joined(separator: "\n"))
    case .warning(let text), .scanRefused(let text): print("warning: \(text)")
    case .scansWaiting(let count): print("scans waiting: \(count)")
    }
  }
}

/// A connected terminal.
///
/// A real driver talks to a device here; this one approves up to 1000 ₽.
///
/// The runtime has committed the attempt before `charge` is called, and commits the reply before the
/// store's script goes on.
struct PinpadDriver: TerminalDriver {
  let id = "pinpad"
  let name = "Пинпад у кассы"

  func charge(_ request: TerminalCharge) async -> TerminalReply {
    request.amount.kopecks <= 100_000
      ? .approved(reference: "000123456789") : .declined(reason: "over the limit")
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply { .unknown }
}
