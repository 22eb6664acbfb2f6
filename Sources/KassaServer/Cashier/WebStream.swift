import KassaRuntime
import KassaWire

/// One stream of events: what it has been sent, and how to wake whoever writes it.
struct WebStream {
  enum Kind {
    /// The page that works the till, or waits for it.
    case till
    /// The page that faces the customer.
    case customer
  }

  let tab: Tab
  let kind: Kind
  /// Wakes the writer; one wake is enough for whatever has come.
  let wake: AsyncStream<Void>.Continuation
  /// Cuts the connection, where its writer is stuck.
  let cut: @Sendable () -> Void

  var feed = WireFeed()
  /// What the till was at when it was sent last.
  var sent = 0
  /// The last paper or warning that was sent.
  var told = 0
  /// The last scan that was told, or that it came too late for.
  var heard = 0
  /// What it was told about who works the till; nil where it is new.
  var works: Bool?
  /// Whether the open prompt is sent whether it changed or not.
  var isFresh = true
  var customer: Value?
  /// Whether a sign of life is due.
  var isSignDue = false
  /// Since when its writer has not come back.
  var writing: ContinuousClock.Instant?
  /// Whether it ends after what it is sent next.
  var isEnding = false
}

/// An event of a stream, as text.
struct WebEvent {
  let name: String
  let id: Int
  let data: Value

  var text: String { "event: \(name)\nid: \(id)\ndata: \(WireJSON.line(data))\n\n" }
}

// MARK: - What a stream lacks

extension WebCashier {
  /// What the stream lacks, as text; nil where it has ended.
  ///
  /// Empty where it lacks nothing.
  func take(_ id: Int, _ hello: [String: Value]) -> String? {
    guard var stream = streams[id], !stream.isEnding else { return nil }
    var events: [WebEvent] = []
    switch stream.kind {
    case .till: events = takeTill(&stream, hello)
    case .customer: events = takeCustomer(&stream, hello)
    }
    if isOver {
      events.append(WebEvent(name: "closing", id: stand.revision, data: ["closing": true]))
      stream.isEnding = true
    }
    var text = events.map(\.text).joined()
    if text.isEmpty, stream.isSignDue { text = ":\n\n" }
    stream.isSignDue = false
    stream.writing = text.isEmpty ? nil : .now
    streams[id] = stream
    return text
  }

  private func takeTill(_ stream: inout WebStream, _ hello: [String: Value]) -> [WebEvent] {
    var events: [WebEvent] = []
    let works = working == stream.tab
    if stream.works != works {
      if stream.works == true {
        events.append(WebEvent(name: "taken_over", id: stream.sent, data: ["taken_over": true]))
      }
      var data = hello
      data["works"] = .bool(works)
      events.append(WebEvent(name: "hello", id: stream.sent, data: .record(data)))
      stream.works = works
      stream.isFresh = true
      stream.feed.begin(.changes)
      (stream.sent, stream.told) = (0, 0)
      stream.heard = works ? notices.scans.last?.revision ?? 0 : 0
    }
    guard works else { return events }
    events += takeNotices(&stream)
    if stand.revision > stream.sent { events += takeStand(&stream) }
    stream.sent = max(stream.sent, stand.revision)
    return events
  }

  /// What somebody has to read, in its order; it keeps its turn where it was kept from them.
  private func takeNotices(_ stream: inout WebStream) -> [WebEvent] {
    let unread = kept == .nothing ? notices.unread.filter { $0.revision > stream.told } : []
    let scans = notices.scans.filter { $0.revision > stream.heard }
    stream.told = unread.last?.revision ?? stream.told
    stream.heard = scans.last?.revision ?? stream.heard
    let told =
      unread.map { ($0.event["document"] == .null ? "warning" : "document", $0) }
      + scans.map { ("scan", $0) }
    return told.sorted { $0.1.revision < $1.1.revision }.map { name, shown in
      WebEvent(name: name, id: max(stream.sent, shown.revision), data: shown.event)
    }
  }

  /// What the till is at now.
  private func takeStand(_ stream: inout WebStream) -> [WebEvent] {
    switch shown {
    case .nothing, .over: return []
    case .waiting(let wait):
      return [WebEvent(name: "waiting", id: stand.revision, data: wait.wire)]
    case .prompt(let prompt):
      var fields = stream.feed.wire(of: prompt).record ?? [:]
      if stream.isFresh { fields["fresh"] = true }
      if stream.isFresh || sent?.prompt != prompt.number { sent = (prompt.number, .now) }
      stream.isFresh = false
      return [WebEvent(name: "prompt", id: stand.revision, data: .record(fields))]
    }
  }

  private func takeCustomer(_ stream: inout WebStream, _ hello: [String: Value]) -> [WebEvent] {
    var events: [WebEvent] = []
    if stream.works == nil {
      stream.works = false
      events.append(WebEvent(name: "hello", id: 0, data: .record(hello)))
    }
    let view = customer.wire
    if stream.customer != view {
      stream.customer = view
      events.append(WebEvent(name: "view", id: stand.revision, data: view))
    }
    return events
  }
}

// MARK: - Opening and closing

extension WebCashier {
  /// So many streams there are at once, and of one browser.
  private static let (streamsMax, streamsOfOneMax) = (64, 16)
  /// How long a writer may be stuck.
  private static let stuckMax = Duration.seconds(10)

  /// Opens a stream: its number, and what wakes its writer.
  ///
  /// - Returns: nil where there are too many.
  func open(
    _ tab: Tab, _ kind: WebStream.Kind, cut: @escaping @Sendable () -> Void
  ) -> (id: Int, wakes: AsyncStream<Void>)? {
    // A tab that comes again has lost the stream before.
    for (id, stream) in streams where stream.tab == tab && stream.kind == kind { end(id) }
    guard makeRoom(for: tab.browser) else { return nil }
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id = nextRevision()
    streams[id] = WebStream(tab: tab, kind: kind, wake: wake, cut: cut)
    if kind == .till { greet(tab) }
    wake.yield()
    return (id, wakes)
  }

  /// Makes room for one more stream: where there is none, the browser that has most gives its oldest up.
  ///
  /// The stream of who works the till stays.
  ///
  /// - Returns: false where `browser` has too many itself, or nobody more than it.
  private func makeRoom(for browser: String) -> Bool {
    let held = Dictionary(grouping: streams.filter { $0.value.tab != working }) {
      $0.value.tab.browser
    }
    let own = streams.values.count { $0.tab.browser == browser }
    guard own < Self.streamsOfOneMax else { return false }
    guard streams.count >= Self.streamsMax else { return true }
    guard let most = held.values.max(by: { $0.count < $1.count }), most.count > own + 1,
      let oldest = most.map(\.key).min()
    else { return false }
    end(oldest)
    return true
  }

  /// The writer has written what it took.
  func wrote(_ id: Int) {
    streams[id]?.writing = nil
    if streams[id]?.isEnding == true { streams[id]?.wake.finish() }
  }

  /// The stream is over; its writer is let go.
  func end(_ id: Int) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    if stream.kind == .till, stream.tab == working { left = .now }
    stream.wake.finish()
    stream.cut()
  }

  func wakeAll() {
    for stream in streams.values { stream.wake.yield() }
  }

  /// Sends signs of life, and ends streams that nobody reads.
  func look() {
    customer.pass(to: .now)
    for (id, stream) in streams {
      if stream.writing.map({ $0.duration(to: .now) > Self.stuckMax }) ?? false {
        end(id)
      } else {
        streams[id]?.isSignDue = true
        stream.wake.yield()
      }
    }
  }

  /// Ends streams of browsers that were put out.
  ///
  /// - Parameter isOut: whether a browser of that id is not let in any more.
  func putOut(_ isOut: (String) -> Bool) {
    for (id, stream) in streams where isOut(stream.tab.browser) { end(id) }
    if let tab = working, isOut(tab.browser) {
      working = nil
      leaveTill()
    }
  }
}
