import { describeTraining } from './training-scenarios';

describeTraining('a training job of which every event is delivered twice', 2);
