import { describeTraining } from './training-scenarios';

describeTraining('a training job whose events are delivered twice', 2);
