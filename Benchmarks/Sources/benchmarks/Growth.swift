/// What `docs/growth.md` shows: a figure for each of several sizes, as lines of «chart,series,size,value».
enum Growth {
  static func print(in folder: TemporaryFolder) async throws {
    func line(_ chart: String, _ series: String, _ size: Int, _ value: Double) {
      Swift.print("\(chart),\(series),\(size),\(decimal(value, 3))")
    }
    for size in [1_000, 10_000, 100_000, 1_000_000] {
      let figures = try GrowingGoods.measure(in: folder, goods: size)
      line("search", "slowest first page", size, figures.slowest / 1e6)
      line("search", "barcode", size, figures.barcode / 1e6)
      line("search", "tiles of a department", size, figures.department / 1e6)
      line("import", "seconds", size, figures.importSeconds)
      line("import", "tens of MB of memory", size, Double(figures.importKibibytes) / 10_240)
    }
    let sizes = [10, 100, 1_000, 10_000]
    for (size, figures) in zip(sizes, try await GrowingTill.answers(at: sizes, in: folder)) {
      line("answer", "an answer", size, figures.spent / 1e6)
      line("prompt", "whole", size, Double(figures.whole) / 1_024)
      line("prompt", "changes", size, Double(figures.bytes) / 1_024)
    }
    for size in [1, 10, 100, 1_000] {
      let figures = try await GrowingTill.parked(size, in: folder)
      line("parked", "an added line", size, figures[0] / 1e6)
      line("parked", "a sale", size, figures[1] / 1e6)
    }
    for size in [1, 10, 100] {
      let (spent, bytes) = try await GrowingTill.terminals(size, in: folder)
      line("terminals", "a sale", size, spent / 1e6)
      line("terminals", "KB of its entries", size, Double(bytes) / 1_024)
    }
    for size in [1_000, 10_000, 100_000] {
      let figures = try LargeJournal.measure(size, in: folder)
      line("journal", "opened", size, figures[0] / 1e6)
      line("journal", "found by number", size, figures[1] / 1e6)
      line("journal", "found by amount", size, figures[2] / 1e6)
    }
  }
}
