"""What the trail calls the facts of a letter, and how it says them."""

from operator import attrgetter

from responses.models import Channel, Letter, LetterMail
from responses.trail_words import Words

OF_A_LETTER: Words = {
    "Status": lambda event: Letter.Status(event.status).label,
    "Subject": attrgetter("subject"),
    "Addressed to": attrgetter("addressed_to"),
    "Text": attrgetter("text"),
    "Sent": attrgetter("sent"),
    "How": lambda event: event.channel and Channel(event.channel).label,
    "Sent by": attrgetter("sent_by"),
    "Made public at": attrgetter("url"),
    "Reply received": attrgetter("replied"),
    "What the reply says": attrgetter("reply"),
    "Reply at": attrgetter("reply_url"),
    "Reply made public": lambda event: "Yes" if event.is_reply_public else "",
    "Reason for cancelling": attrgetter("cancelled_reason"),
}
OF_A_RECOMMENDATION_IN_A_LETTER: Words = {
    "Letter": attrgetter("letter_id"),
    "Recommendation": attrgetter("addressee"),
}
OF_A_MAIL: Words = {
    "Recipient": attrgetter("recipient"),
    "Status": lambda event: LetterMail.Status(event.status).label,
    "Outcome": attrgetter("outcome"),
}
