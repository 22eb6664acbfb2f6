import Foundation
import KassaRuntime
import Testing

/// How answers stand in the journal.
@Suite struct AnswerCodingTests {
  @Test(arguments: [
    #"{"button":"approved"}"#, #"{"amount":19950}"#, #"{"text":"слово"}"#, #"{"cancel":true}"#,
    #"{"action":"add","barcode":"4601"}"#, #"{"action":"add","barcode":"4601","quantity":"2"}"#,
    #"{"action":"search","words":"коф"}"#, #"{"action":"free","name":"Чай","price":9000}"#,
    #"{"action":"quantity","line":3,"quantity":"0.354"}"#, #"{"action":"remove","line":3}"#,
    #"{"action":"discount","discount":500,"line":3}"#,
    #"{"action":"discount","hundredths":1050,"line":3}"#,
    #"{"action":"contact","contact":"+79991234567"}"#, #"{"action":"contact"}"#,
  ])
  func `reads back what it wrote`(text: String) throws {
    let answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(answer), as: UTF8.self) == text)
  }

  @Test func `refuses what is no answer`() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Answer.self, from: Data(#"{"action":"fly"}"#.utf8))
    }
  }
}
