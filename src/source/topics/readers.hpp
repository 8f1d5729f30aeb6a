#pragma once

#include "source/feed_event.hpp"
#include "source/json_node.hpp"

/// One reader per topic: the topic's JSON object becomes the alternative of FeedBody. Each throws as Node
/// does.
namespace slipstream::source {

void read_timing_data(Node root, FeedBody& body);
void read_timing_app_data(Node root, FeedBody& body);
void read_tyre_stint_series(Node root, FeedBody& body);
void read_timing_stats(Node root, FeedBody& body);
void read_top_three(Node root, FeedBody& body);
void read_driver_list(Node root, FeedBody& body);
void read_session_info(Node root, FeedBody& body);
void read_session_status(Node root, FeedBody& body);
void read_session_data(Node root, FeedBody& body);
void read_lap_count(Node root, FeedBody& body);
void read_extrapolated_clock(Node root, FeedBody& body);
void read_heartbeat(Node root, FeedBody& body);
void read_track_status(Node root, FeedBody& body);
void read_weather(Node root, FeedBody& body);
void read_race_control(Node root, FeedBody& body);
void read_team_radio(Node root, FeedBody& body);
void read_audio_streams(Node root, FeedBody& body);
void read_content_streams(Node root, FeedBody& body);
void read_pit_lane_times(Node root, FeedBody& body);
void read_pit_stop_series(Node root, FeedBody& body);
void read_driver_race_info(Node root, FeedBody& body);
void read_championship_prediction(Node root, FeedBody& body);

}  // namespace slipstream::source
