import KassaRuntime
import KassaWire

/// Paper and warnings that somebody has still to read, and what became of the last scans.
struct Notices {
  /// One, as an event.
  struct Shown {
    let revision: Int
    let event: Value
  }

  private(set) var unread: [Shown] = []
  /// They are heard once: what a tab was not there for it is not told.
  private(set) var scans: [Shown] = []

  /// So many are kept: whoever comes after a longer absence reads the journal.
  private static let (unreadMax, scansMax) = (32, 8)

  /// - Returns: whether it is about something that is committed; a scan that was refused is not.
  mutating func add(_ notice: Notice, revision: Int) -> Bool {
    switch notice {
    case .paper(let paper): keep(paper.event, revision)
    case .warning: keep(notice.wire, revision)
    case .scanRefused, .scansWaiting:
      scans = (scans + [Shown(revision: revision, event: notice.wire)]).suffix(Self.scansMax)
      return false
    }
    return true
  }

  private mutating func keep(_ event: Value, _ revision: Int) {
    var fields = event.record ?? [:]
    // The same paper or the same words again are one thing to read.
    unread.removeAll { shown in
      var old = shown.event.record ?? [:]
      old["notice"] = nil
      return old == fields
    }
    fields["notice"] = .int(Int64(revision))
    unread = (unread + [Shown(revision: revision, event: .record(fields))]).suffix(Self.unreadMax)
  }

  /// Somebody has read the notice of that number.
  mutating func acknowledge(_ number: Int) { unread.removeAll { $0.revision == number } }
}

extension Paper {
  /// As on jsonl, with its QR code as a picture.
  fileprivate var event: Value {
    let wire = Notice.paper(self).wire
    guard let code = qr.flatMap(QRPicture.init), var document = wire["document"].record else {
      return wire
    }
    document["svg"] = .string(code.path)
    document["modules"] = .int(Int64(code.modules))
    return ["document": .record(document)]
  }
}
