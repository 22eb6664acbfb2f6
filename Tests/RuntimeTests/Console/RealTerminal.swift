import Foundation
import Glibc
import Synchronization
import Testing

@testable import KassaRuntime
@testable import kassa_run

/// A pseudo-terminal in real time: a thread types into it what is to come, when it is to.
final class RealTerminal: TypedTerminal {
  private let keyboard: Int32
  private let screen: Int32
  private let feed: InputFeed
  private let coming = Mutex<[(at: Int, text: String, isMeant: Bool)]>([])
  private let isOver = Mutex(false)
  private let latest = Mutex(0)

  init() throws {
    var ends: (Int32, Int32) = (-1, -1)
    try #require(openpty(&ends.0, &ends.1, nil, nil, nil) == 0)
    (keyboard, screen) = ends
    var mode = termios()
    tcgetattr(screen, &mode)
    cfmakeraw(&mode)
    tcsetattr(screen, TCSANOW, &mode)
    feed = InputFeed(descriptor: screen)
    Thread.detachNewThread { [weak self] in
      while let terminal = self, !terminal.isOver.withLock({ $0 }) {
        terminal.typeDue()
        usleep(1_000)
      }
    }
  }

  deinit {
    isOver.withLock { $0 = true }
    close(keyboard)
    close(screen)
  }

  private func typeDue() {
    let due = coming.withLock { coming in
      let due = coming.prefix { $0.at <= now }
      coming.removeFirst(due.count)
      if let first = due.first { latest.withLock { $0 = max($0, now - first.at) } }
      return due.map(\.text).joined()
    }
    guard !due.isEmpty else { return }
    _ = Array(due.utf8).withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
  }

  let tries = 5
  /// By how many milliseconds a key was typed after its time, at worst.
  var latestBy: Int { latest.withLock(\.self) }
  var now: Int { feed.now }
  var lastAt: Int { coming.withLock { $0.last?.at } ?? now }

  func type(_ typing: [Typing], from start: Int?, isMeant: Bool) {
    var at = start ?? now
    coming.withLock { coming in
      for each in typing {
        at += each.after
        for (index, text) in each.parts.enumerated() {
          if index > 0 { at += each.every }
          coming.append((at, text, isMeant))
        }
      }
      coming.sort { $0.at < $1.at }
    }
  }

  func forgetMeant() { coming.withLock { $0.removeAll(where: \.isMeant) } }

  func console(_ scanner: kassa_run.Scanner) -> LiveConsole {
    LiveConsole(
      input: feed, output: Output(descriptor: open("/dev/null", O_WRONLY)), style: .plain,
      scanner: scanner, size: { (80, 24) })
  }
}
