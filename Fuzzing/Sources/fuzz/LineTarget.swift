@testable import KassaRuntime
import KassaWire

/// Input: one line of the protocol, read as an answer to every kind of prompt.
enum LineTarget {
  private static let prompts = [
    Prompts.sale, Prompts.cash, Prompts.comment, Prompts.outcome, Prompts.rrn, Prompts.pin,
  ]

  @Sendable static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    let line = Array(bytes)
    for prompt in prompts {
      do throws(WireError) {
        let answer = try WireAnswer(line: line, to: prompt).answer
        do throws(AnswerError) { try prompt.check(answer) } catch { throw .answer(error) }
      } catch {
        precondition(!error.message.isEmpty && !error.remedy.isEmpty)
        precondition(!CardNumber.isIn(error.message), "an error repeats what was sent")
      }
    }
  }
}

/// Input: a goods file.
enum GoodsTarget {
  @Sendable static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    do throws(GoodsImportError) {
      let goods = try GoodsImport(csv: Array(bytes)).goods
      precondition(!goods.isEmpty && goods.allSatisfy { $0.price.kopecks > 0 && !$0.name.isEmpty })
      let barcodes = goods.flatMap(\.barcodes)
      precondition(Set(barcodes).count == barcodes.count)
    } catch {
      precondition(!error.faults.isEmpty)
      for fault in error.faults { precondition(!fault.text(file: "x.csv").contains("\n")) }
    }
  }
}
