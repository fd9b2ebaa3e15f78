/** The emoji of conversations at work, by Slack's short name. An unknown name stays as typed. */
const EMOJI: Readonly<Record<string, string>> = Object.fromEntries(
  `+1 👍|-1 👎|100 💯|alarm_clock ⏰|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_up ⬆️|arrow_upper_right ↗️|arrow_lower_right ↘️
ballot_box_with_check ☑️|bar_chart 📊|bell 🔔|blue_circle 🔵|blush 😊|book 📖|bookmark 🔖|books 📚|building_construction 🏗️|bulb 💡|busts_in_silhouette 👥
calendar 📆|card_index_dividers 🗂️|chart_with_downwards_trend 📉|chart_with_upwards_trend 📈|checkered_flag 🏁|clap 👏|classical_building 🏛️|clipboard 📋|clock1 🕐|clock3 🕒|clock9 🕘|coin 🪙|construction 🚧|cry 😢
dart 🎯|double_vertical_bar ⏸️|date 📅|euro 💶|exclamation ❗|eyes 👀|file_folder 📁|fire 🔥|flag-it 🇮🇹|floppy_disk 💾|gear ⚙️|green_circle 🟢|green_heart 💚|grey_question ❔|grin 😁
hammer 🔨|heart ❤️|heavy_check_mark ✔️|heavy_minus_sign ➖|heavy_multiplication_x ✖️|heavy_plus_sign ➕|hourglass ⌛|hourglass_flowing_sand ⏳|hugging_face 🤗
inbox_tray 📥|incoming_envelope 📨|information_source ℹ️|joy 😂|key 🔑|large_blue_circle 🔵|large_green_circle 🟢|large_orange_circle 🟠|large_yellow_circle 🟡|link 🔗|lock 🔒|mag 🔍|mailbox 📫|medal 🏅|memo 📝|moneybag 💰|money_with_wings 💸
muscle 💪|new 🆕|no_entry ⛔|no_entry_sign 🚫|office 🏢|ok 🆗|ok_hand 👌|orange_circle 🟠|outbox_tray 📤|page_facing_up 📄|paperclip 📎|pencil ✏️|pencil2 ✏️|point_right 👉|pray 🙏|pushpin 📌|question ❓
raised_hand ✋|raised_hands 🙌|red_circle 🔴|repeat 🔁|rocket 🚀|rotating_light 🚨|round_pushpin 📍|scales ⚖️|see_no_evil 🙈|seedling 🌱|shield 🛡️|slightly_smiling_face 🙂|smile 😄|smiley 😃|sparkles ✨|speech_balloon 💬|star ⭐|stopwatch ⏱️|sunglasses 😎
tada 🎉|thinking_face 🤔|thumbsdown 👎|thumbsup 👍|timer_clock ⏲️|triangular_flag_on_post 🚩|trophy 🏆|unlock 🔓|warning ⚠️|wave 👋|white_check_mark ✅|white_circle ⚪|wink 😉|wrench 🔧|writing_hand ✍️|x ❌|yellow_circle 🟡|zap ⚡|robot_face 🤖|loading ⏳|black_circle ⚫|large_red_circle 🔴|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|negative_squared_cross_mark ❎|bust_in_silhouette 👤|envelope ✉️|email 📧|phone ☎️|zzz 💤|palm_tree 🌴|beach_with_umbrella 🏖️`
    .split(/[|\n]/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/** The character of a short name given without colons; undefined when unknown. */
export function emojiCharacter(name: string): string | undefined {
  // A skin tone ("wave::skin-tone-2") changes nothing we draw.
  return EMOJI[name.replace(/::skin-tone-\d$/, '')];
}
